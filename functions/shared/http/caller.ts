import type { HttpRequest } from '@azure/functions';
import { Problem } from './problem.js';

/** Who is asking. */
export interface Caller {
  /** The customer whose token came with the request; undefined where everybody is let in. */
  readonly customerId: string | undefined;
  /** May see and do everything. */
  readonly everyone: boolean;
}

/** Finds out who is asking. @throws Problem `unauthorized` */
export type Identify = (request: HttpRequest) => Promise<Caller>;

const ANYBODY: Caller = { customerId: undefined, everyone: true };

/** For an API that is open to all. */
export const letEverybodyIn: Identify = () => Promise.resolve(ANYBODY);

/** @throws Problem `forbidden` where the caller is another customer */
export function requireAccess(caller: Caller, customerId: string): void {
  if (!caller.everyone && caller.customerId !== customerId) throw new Problem('forbidden');
}
