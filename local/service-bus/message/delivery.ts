import { asBuffer } from './bytes.js';
import { int, long, NULL, string, symbol, timestamp, uint } from './encode.js';
import { annotationsSection, headerSection } from './sections.js';
import { list, withEntries } from './values.js';

/** What the broker says of a message when it hands it out. Times are milliseconds since 1970. */
export interface Described {
  readonly sequenceNumber: number;
  readonly enqueuedSequenceNumber: number;
  readonly enqueuedAt: number;
  readonly ttl: number | undefined;
  readonly deliveryCount: number;
  readonly state: 'active' | 'deferred' | 'scheduled';
  readonly deadLetterSource: string | undefined;
  readonly annotations: Uint8Array | undefined;
  readonly content: Uint8Array;
}

const STATE = { active: int(0), deferred: int(1), scheduled: int(2) };
const DURABLE = Buffer.of(0x41);
const DEFAULT_PRIORITY = Buffer.of(0x50, 4);
/** AMQP has 32 bits for it, 49 days. */
const LONGEST_TTL_MS = 0xffff_ffff;

/**
 * The message as a receiver gets it: the broker's header and annotations, then what the sender wrote.
 * @param lockedUntil only for messages that are handed out under a lock
 */
export function encodeDelivery(message: Described, lockedUntil?: number): Buffer {
  const header = list([
    DURABLE,
    DEFAULT_PRIORITY,
    message.ttl === undefined ? NULL : uint(Math.min(message.ttl, LONGEST_TTL_MS)),
    NULL,
    uint(message.deliveryCount),
  ]);
  const entries: [string, Buffer][] = [
    ['x-opt-sequence-number', long(message.sequenceNumber)],
    ['x-opt-enqueue-sequence-number', long(message.enqueuedSequenceNumber)],
    ['x-opt-enqueued-time', timestamp(message.enqueuedAt)],
    ['x-opt-message-state', STATE[message.state]],
  ];
  if (lockedUntil !== undefined) entries.push(['x-opt-locked-until', timestamp(lockedUntil)]);
  if (message.deadLetterSource) entries.push(['x-opt-deadletter-source', string(message.deadLetterSource)]);
  return Buffer.concat([
    ...headerSection(header),
    ...annotationsSection(withEntries(message.annotations && asBuffer(message.annotations), entries, symbol)),
    message.content,
  ]);
}
