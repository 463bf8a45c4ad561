import type { Socket } from 'node:net';
import type { Connection, Delivery, link, Receiver, Sender, Session } from 'rhea';

/**
 * Parts of rhea 3 that its typings do not show but a broker cannot do without: rhea answers every attach at once, decodes
 * every message, and forgets a drain at zero credit. All of these reaches behind the curtain are declared here.
 */

export interface LinkInternals {
  readonly state: { local_open: boolean; open_requests: number };
  readonly local: {
    readonly attach: { properties?: Record<string, unknown>; snd_settle_mode: number; rcv_settle_mode: number };
  };
  credit: number;
  delivery_count: number;
  issue_flow: boolean;
  readonly _draining?: boolean;
  _get_drain: () => boolean;
  _process(): void;
}

export interface SessionInternals {
  readonly outgoing: { available(): number; process(): void };
  readonly incoming: { process(session: Session): void };
  on_transfer: (frame: { readonly performative: { message_format: number | null | undefined } }) => void;
}

export interface ConnectionInternals {
  readonly amqp_transport: { readonly pending: readonly unknown[] };
  readonly socket: Socket;
  /** Size of the frame that has not arrived whole yet, as its sender promised it. */
  readonly frame_size?: number;
  accept(socket: Socket): void;
  output(): void;
  _register(): void;
  _write_frame(): void;
  _disconnected(): void;
}

export const linkInternals = (of: Sender | Receiver | link): LinkInternals => of as unknown as LinkInternals;
export const sessionInternals = (of: Session): SessionInternals => of as unknown as SessionInternals;
export const connectionInternals = (of: Connection): ConnectionInternals => of as unknown as ConnectionInternals;

/** Marks a delivery as settled by its receiver too; without it the slot in rhea's buffer of 2048 is never freed. */
export function markSettled(delivery: Delivery): void {
  (delivery as { remote_settled: boolean }).remote_settled = true;
}
