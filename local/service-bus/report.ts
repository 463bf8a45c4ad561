import type { Status } from './entity/message.js';
import type { Entity } from './namespace.js';

export interface DeadLetterReport {
  readonly messageId: string;
  readonly sequenceNumber: number;
  readonly reason: string | undefined;
  readonly description: string | undefined;
  readonly deliveryCount: number;
  /** ISO 8601, UTC. */
  readonly enqueuedAt: string;
}

/** How one entity stands. The numbers add up to all its messages. */
export interface EntityReport {
  readonly path: string;
  readonly kind: 'queue' | 'topic' | 'subscription';
  readonly active: number;
  readonly scheduled: number;
  readonly deferred: number;
  readonly deadLettered: number;
  readonly locked: number;
  readonly deadLetters: readonly DeadLetterReport[];
}

/** The entity's report; none for a dead-letter queue, which belongs to the report of its entity. */
export function reportOn({ path, kind, queue, intake, deadLetters }: Entity): EntityReport[] {
  if (kind === 'deadLetterQueue') return [];
  const count = (status: Status): number =>
    [...(queue?.entries.values() ?? [])].filter((entry) => entry.status === status).length;
  const dead = [...(deadLetters?.entries.values() ?? [])].map(({ stored }) => stored);
  return [
    {
      path,
      kind,
      active: count('ready'),
      scheduled: intake?.scheduled.size ?? 0,
      deferred: count('deferred'),
      deadLettered: dead.length,
      locked: count('locked'),
      deadLetters: dead.map((message) => ({
        messageId: message.messageId,
        sequenceNumber: message.sequenceNumber,
        reason: message.deadLetterReason,
        description: message.deadLetterDescription,
        deliveryCount: message.deliveryCount,
        enqueuedAt: new Date(message.enqueuedAt).toISOString(),
      })),
    },
  ];
}

/** Whether the entity still has work for a receiver. */
export function isBusy({ kind, queue, intake }: Entity): boolean {
  if (kind === 'deadLetterQueue') return false;
  if (intake?.scheduled.anyDue()) return true;
  return [...(queue?.entries.values() ?? [])].some(({ status }) => status !== 'deferred');
}
