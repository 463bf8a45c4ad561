import type { Delivery, EventContext, Sender } from 'rhea';
import * as z from 'zod';
import type { MessageQueue } from '../entity/messageQueue.js';
import type { Settlement } from '../entity/settlement.js';
import { tokenOfTag } from './lockTokens.js';
import { optionalText } from './optionalText.js';
import { confirm, deny } from './outcomes.js';

const Properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((properties) => properties ?? {});

const Modified = z.object({ undeliverable_here: z.boolean().nullish(), message_annotations: Properties });

const Rejected = z.object({ error: z.object({ info: Properties }).nullish() });

const Told = z.looseObject({
  DeadLetterReason: optionalText,
  DeadLetterErrorDescription: optionalText,
});

/** Carries out what a receiver decides by disposition frames. */
export function settleOn(link: Sender, queue: MessageQueue): void {
  const on = (outcome: string, read: (state: unknown) => Settlement): void => {
    link.on(outcome, ({ delivery }: EventContext) => {
      if (delivery) void settle(queue, delivery, read);
    });
  };
  on('accepted', () => ({ kind: 'complete' }));
  on('released', () => ({ kind: 'abandon', properties: {} }));
  on('modified', (state) => {
    const { undeliverable_here, message_annotations } = Modified.parse(state);
    return { kind: undeliverable_here ? 'defer' : 'abandon', properties: message_annotations };
  });
  on('rejected', (state) => {
    const { DeadLetterReason, DeadLetterErrorDescription, ...properties } = Told.parse(
      Rejected.parse(state).error?.info ?? {},
    );
    return { kind: 'deadLetter', reason: DeadLetterReason, description: DeadLetterErrorDescription, properties };
  });
}

async function settle(queue: MessageQueue, delivery: Delivery, read: (state: unknown) => Settlement): Promise<void> {
  const decide = async (): Promise<void> =>
    queue.settle(tokenOfTag(Buffer.from(delivery.tag)), read(delivery.remote_state));
  try {
    await decide();
    confirm(delivery);
  } catch (error) {
    deny(delivery, error);
  }
}
