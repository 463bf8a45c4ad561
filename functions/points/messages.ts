import { type Attempt, step } from '../shared/step.js';

/** What others may know of the points context: the step that the saga asks of it. */

export interface AccruePoints {
  readonly orderId: string;
  readonly paymentId: string;
  readonly customerId: string;
  readonly amount: number;
  readonly totalPrice: number;
}

export interface AccruedPoints {
  readonly rate: number;
  readonly points: number;
  readonly accruedAt: string;
}

export const accruePoints = step<AccruePoints, Attempt<AccruedPoints>>('accruePoints');
