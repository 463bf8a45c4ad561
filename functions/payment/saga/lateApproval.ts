import type * as df from 'durable-functions';
import type { Steps } from '../../shared/step.js';
import type { PaymentSagaInput } from '../messages.js';
import { approvalIn } from '../provider/paymentProvider.js';
import { lookUp } from './charging.js';
import { close, type Ending } from './closing.js';
import { pause } from './pause.js';
import { refund } from './refunding.js';

/**
 * When an order that was given up is looked up again: the provider may be at work for a minute on a call that was given up,
 * or that died with its process, of which no answer tells.
 */
const LOOK_AGAIN_AFTER_MS = [60_000, 600_000];

/** Gives back what the provider charged for an order after the shop had given it up. */
export function* refundLateApproval(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  { as, reason }: Ending,
): Steps<void> {
  for (const ms of LOOK_AGAIN_AFTER_MS) {
    yield* pause(context, ms);
    const found = yield* lookUp(context, input);
    if (found.outcome !== 'approved') continue;
    const payment = approvalIn(found);
    const refundedAt = yield* refund(context, input, payment, reason);
    yield* close(context, input.order, { as, reason, payment, refundedAt });
    return;
  }
}
