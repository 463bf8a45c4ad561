import type {
  ServiceBusClient,
  ServiceBusMessage,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
} from '@azure/service-bus';
import { ORDER_COMMANDS, PAYMENT_EVENTS, POINTS_SUBSCRIPTION } from '../../functions/shared/entities.js';

const PAGE = 100;
/** How long to wait for a further dead letter before there is none. */
const PATIENCE_MS = 3_000;
/** Limit of the platform. */
const LONGEST_MESSAGE_ID = 128;

const SUBQUEUE = { subQueueType: 'deadLetter' } as const;

/** A dead-letter queue, and where its messages once were sent. */
export interface DeadLetterQueue {
  readonly sentTo: string;
  open(client: ServiceBusClient): ServiceBusReceiver;
}

/** Every dead-letter queue of the app, by the name of what it belongs to. */
export const DEAD_LETTER_QUEUES: Readonly<Record<string, DeadLetterQueue>> = {
  [ORDER_COMMANDS]: { sentTo: ORDER_COMMANDS, open: (client) => client.createReceiver(ORDER_COMMANDS, SUBQUEUE) },
  [`${PAYMENT_EVENTS}/${POINTS_SUBSCRIPTION}`]: {
    sentTo: PAYMENT_EVENTS,
    open: (client) => client.createReceiver(PAYMENT_EVENTS, POINTS_SUBSCRIPTION, SUBQUEUE),
  },
};

/** Shows dead letters without touching them, oldest first. A client shows each only once. */
export async function listDeadLetters(
  client: ServiceBusClient,
  { open }: DeadLetterQueue,
): Promise<ServiceBusReceivedMessage[]> {
  const receiver = open(client);
  try {
    const found: ServiceBusReceivedMessage[] = [];
    for (;;) {
      const page = await receiver.peekMessages(PAGE);
      if (page.length === 0) return found;
      found.push(...page);
    }
  } finally {
    await receiver.close();
  }
}

/**
 * Sends dead letters again and takes them off their queue, in this order: a crash between the two repeats a message, and
 * every handler takes repetitions.
 *
 * @param most so that what dies again meanwhile is not sent round and round
 * @returns how many were sent again
 */
export async function replayDeadLetters(
  client: ServiceBusClient,
  queue: DeadLetterQueue,
  most: number,
): Promise<number> {
  const receiver = queue.open(client);
  const sender = client.createSender(queue.sentTo);
  try {
    let replayed = 0;
    while (replayed < most) {
      const page = await receiver.receiveMessages(Math.min(PAGE, most - replayed), { maxWaitTimeInMs: PATIENCE_MS });
      if (page.length === 0) break;
      for (const dead of page) {
        await sender.sendMessages(revived(dead));
        await receiver.completeMessage(dead);
        replayed++;
      }
    }
    return replayed;
  } finally {
    await sender.close();
    await receiver.close();
  }
}

/** The message under an id of its own: duplicate detection would swallow the old one, without a word. */
function revived(dead: ServiceBusReceivedMessage): ServiceBusMessage {
  const { body, contentType, subject, sessionId, correlationId } = dead;
  const suffix = `-replay-${dead.sequenceNumber}`;
  return {
    body,
    messageId: `${String(dead.messageId).slice(0, LONGEST_MESSAGE_ID - suffix.length)}${suffix}`,
    ...(contentType !== undefined && { contentType }),
    ...(subject !== undefined && { subject }),
    ...(sessionId !== undefined && { sessionId }),
    ...(correlationId !== undefined && { correlationId }),
  };
}
