import type * as df from 'durable-functions';
import { type StartedDelivery, startDelivery } from '../../delivery/messages.js';
import { type AccruedPoints, accruePoints } from '../../points/messages.js';
import { type Attempt, begin, type Steps } from '../../shared/step.js';
import { backoffMs } from '../domain/backoff.js';
import type { PaymentSagaInput } from '../messages.js';
import type { Approval } from '../provider/paymentProvider.js';
import { pause } from './pause.js';

/** After so many rounds the order is undone: the customer should not wait longer for a breakfast. */
const MOST_ROUNDS = 5;

export type Fulfilled =
  | { readonly done: true; readonly delivery: StartedDelivery; readonly points: AccruedPoints }
  | { readonly done: false };

/** Delivery starts and points accrue at the same moment; both, again, while one of them fails. */
export function* fulfil(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  { paymentId }: Approval,
): Steps<Fulfilled> {
  const { orderId, customerId, amount, totalPrice, deliveryAddress } = input.order;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const [delivery, points] = (yield context.df.Task.all([
      begin(context, startDelivery, { orderId, deliveryAddress }),
      begin(context, accruePoints, { orderId, paymentId, customerId, amount, totalPrice }),
    ])) as [Attempt<StartedDelivery>, Attempt<AccruedPoints>];
    if (delivery.done && points.done) return { done: true, delivery: delivery.value, points: points.value };
    if (round < MOST_ROUNDS) yield* pause(context, backoffMs(input.policy, orderId, round));
  }
  return { done: false };
}
