import type { ServiceBusQueueHandler } from '@azure/functions';
import { ZodError } from 'zod';

/** Waits so many milliseconds. */
export type Sleep = (ms: number) => Promise<unknown>;

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 30_000;

/** How long a message rests after its nth delivery failed, in milliseconds: twice as long each time. */
function restAfter(delivery: number): number {
  return Math.min(FIRST_REST_MS * 2 ** (delivery - 1), LONGEST_REST_MS);
}

/**
 * Lets a message rest that could not be handled. Service Bus hands out again at once what a function throws for, and after
 * ten deliveries it is a dead letter: without rests an outage of a second uses them up, with them one of a minute and a half
 * does not. The host renews the lock meanwhile. What cannot be read will not get better by it, so it does not rest.
 *
 * @param handler of a queue or of a subscription
 */
export const restingWhenItFails =
  (handler: ServiceBusQueueHandler, sleep: Sleep): ServiceBusQueueHandler =>
  async (message, context) => {
    try {
      return await handler(message, context);
    } catch (error) {
      if (!(error instanceof ZodError)) await sleep(restAfter(Number(context.triggerMetadata?.deliveryCount ?? 1)));
      throw error;
    }
  };
