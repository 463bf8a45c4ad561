import type { IncomingHttpHeaders } from 'node:http';
import type { Meters } from '../charges/meters.js';
import type { Account } from '../model/account.js';
import type { Address } from './address.js';

/** A request that may be carried out. */
export interface Call {
  readonly account: Account;
  readonly meters: Meters;
  readonly address: Address;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What goes back. `body` is JSON text; nothing else does for 204 and 304. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  /** Request units. */
  readonly charge: number;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws CosmosError and NotSimulatedError, which become answers too */
export type Operation = (call: Call) => Answer | Promise<Answer>;

/** Headers say `true` and `True`. */
export function isTrue(header: string | string[] | undefined): boolean {
  return typeof header === 'string' && header.toLowerCase() === 'true';
}
