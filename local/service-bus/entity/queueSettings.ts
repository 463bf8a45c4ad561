/** How a queue, subscription or dead-letter queue treats its messages. Durations are milliseconds, Infinity for no limit. */
export interface QueueSettings {
  readonly path: string;
  readonly lockDurationMs: number;
  /** How often a message is delivered before it goes to the dead letters. */
  readonly maxDeliveryCount: number;
  readonly requiresSession: boolean;
  readonly defaultTtlMs: number;
  /** Whether expired messages go to the dead letters; otherwise they are dropped. */
  readonly deadLettersExpired: boolean;
}
