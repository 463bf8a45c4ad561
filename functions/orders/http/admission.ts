import { Problem } from '../../shared/http/problem.js';
import type { OrderPorts } from '../ports.js';

/** The guard of the front door: while payment is overloaded, nothing new is taken. @throws Problem `payment-overloaded` */
export async function requireAdmission({ admission }: Pick<OrderPorts, 'admission'>, orderId: string): Promise<void> {
  const answer = await admission(orderId);
  if (!answer.admitted) throw new Problem('payment-overloaded', { retryAfterSeconds: answer.retryAfterSeconds });
}
