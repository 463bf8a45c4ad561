import type { Connection, Session } from 'rhea';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import { keepMessagesEncoded } from './amqp/encodedMessages.js';
import { openConnection } from './listener/connection.js';
import { LockRenewal } from './listener/lockRenewal.js';
import { ManagementClient } from './listener/managementClient.js';
import { MessageHandling } from './listener/messageHandling.js';
import type { ReceivedMessage } from './listener/receivedMessage.js';
import { receiveMessages } from './listener/receiveMessages.js';
import { receiveSessions } from './listener/receiveSessions.js';
import { type WhenRefused, whenRefusedFor } from './listener/whenRefused.js';

export type { ReceivedMessage } from './listener/receivedMessage.js';

export interface ListenerOptions {
  readonly connectionString: string;
  /** `queue`, `topic/Subscriptions/name`, or one of these with `/$DeadLetterQueue`. */
  readonly path: string;
  /** Whether the entity has sessions; they are taken as they become available. */
  readonly sessions: boolean;
  /** How many calls of `handle` at a time; with sessions, how many sessions, each with one message at a time. */
  readonly maxConcurrent: number;
  /**
   * How long a session is kept in the hope of another message. By default (0) it is given back after each message:
   * its next one, if any, takes its turn among all others, and no session waits because an idle one is held.
   */
  readonly sessionIdleMs?: number;
  /** How long the lock of a message is renewed while its handler runs; by default 5 minutes, as in the Functions host. */
  readonly maxLockRenewalMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves: the message is completed. Rejects: it is abandoned. */
  readonly handle: (message: ReceivedMessage) => Promise<void>;
  /** false: what is handled stays locked. Rejection abandons all the same, as in the Functions host. */
  readonly autoComplete?: boolean;
}

export interface Listener {
  /** Stops taking messages and resolves when those in hand are settled. */
  stop(): Promise<void>;
}

/** What the slots of a connection have in common; there may be hundreds. */
export interface Shared {
  readonly handling: MessageHandling;
  readonly whenRefused: WhenRefused;
  /** Resolves when the connection is gone. */
  readonly lost: Promise<void>;
}

/** One place to receive at. */
export interface Slot {
  /** Resolves when nothing is in hand any more. */
  stop(): Promise<void>;
}

const RECONNECT_MS = 250;

const MAX_LOCK_RENEWAL_MS = 5 * 60_000;

/**
 * Receives as the Functions host's Service Bus trigger does: peek-lock, locks renewed while the handler runs, connecting
 * again by itself. A lean client for this folder's broker: it shows no token and never waits for settlements.
 */
export function listen(options: ListenerOptions): Listener {
  let stopped = false;
  let connection: Connection | undefined;
  let slots: Slot[] = [];
  const { clock, log, path, maxLockRenewalMs = MAX_LOCK_RENEWAL_MS } = options;

  const reconnect = (): void => {
    slots = [];
    connection = undefined;
    if (!stopped) clock.after(RECONNECT_MS, start);
  };
  const start = (): void => {
    if (stopped) return;
    connection = openConnection(options.connectionString, log, { onOpen: receive, onLost: reconnect });
  };
  const receive = (opened: Connection): void => {
    if (stopped) return void opened.close();
    const renewal = new LockRenewal(new ManagementClient(opened, path), maxLockRenewalMs, clock, log);
    const shared = {
      handling: new MessageHandling(options, renewal),
      whenRefused: whenRefusedFor(options),
      lost: new Promise<void>((resolve) => void opened.once('disconnected', () => resolve())),
    };
    const open = options.sessions ? receiveSessions : receiveMessages;
    // A session of its own for each: rhea's buffer of deliveries is freed in order, so that one slow handler would
    // otherwise block all the others after 2048 messages.
    slots = Array.from({ length: options.maxConcurrent }, () => open(openSession(opened), shared, options));
  };

  start();
  return {
    async stop() {
      stopped = true;
      await Promise.all(slots.map((slot) => slot.stop()));
      await closeConnection(connection);
    },
  };
}

function openSession(connection: Connection): Session {
  const session = connection.create_session();
  keepMessagesEncoded(session);
  session.begin();
  return session;
}

/** The broker answers in order: once it has closed, it has seen every settlement. */
async function closeConnection(connection: Connection | undefined): Promise<void> {
  if (!connection?.is_open()) return;
  const closed = new Promise<void>((resolve) => {
    connection.once('connection_close', () => resolve());
    connection.once('disconnected', () => resolve());
  });
  connection.close();
  await closed;
}
