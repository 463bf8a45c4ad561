import rhea, { type Sender } from 'rhea';
import * as z from 'zod';
import type { Alarm, Clock } from '../../clock.js';
import { BrokerError } from '../entity/brokerError.js';
import type { MessageQueue } from '../entity/messageQueue.js';
import type { SessionHold, Sessions } from '../entity/sessions.js';
import { refuseAttach } from './attaching.js';
import { deliverTo } from './clientReceives.js';
import type { OpenLinks } from './openLinks.js';
import { linkInternals } from './rheaInternals.js';

const SESSION_FILTER = 'com.microsoft:session-filter';

/** How long a client waits for the next session, where it does not say: the SDK's own retry timeout. */
const DEFAULT_TIMEOUT_MS = 60_000;

const Described = z.object({ value: z.string().nullable() }).transform(({ value }) => value);
const Filter = z.looseObject({ [SESSION_FILTER]: z.union([z.string(), z.null(), Described]).optional() }).nullish();
const AttachProperties = z.looseObject({ 'com.microsoft:timeout': z.number().optional() }).nullish();

/** The session a client asks for: null for the next one that has messages, undefined where it asks for none. */
export function sessionFilterOf(link: Sender): string | null | undefined {
  return Filter.parse(link.source.filter)?.[SESSION_FILTER];
}

export interface SessionAttach {
  readonly link: Sender;
  readonly queue: MessageQueue;
  readonly sessions: Sessions;
  readonly wanted: string | null;
  readonly links: OpenLinks;
  readonly clock: Clock;
}

/** Gives a client the session that it asks for, or the next one as soon as there is one. */
export function acceptSession({ link, queue, sessions, wanted, links, clock }: SessionAttach): void {
  const grant = (hold: SessionHold): void => {
    link.set_source({ address: link.source.address, filter: { [SESSION_FILTER]: hold.sessionId } });
    linkInternals(link).local.attach.properties = { 'com.microsoft:locked-until-utc': dotNetTicks(hold.lockedUntil) };
    deliverTo(link, queue, hold, links);
  };
  if (wanted !== null) {
    grant(sessions.accept(wanted));
    return;
  }
  let alarm: Alarm | undefined;
  const stopWaiting = sessions.acceptNext((hold) => {
    alarm?.cancel();
    grant(hold);
  });
  if (!stopWaiting) return;
  alarm = clock.after(timeoutOf(link), () => {
    stopWaiting();
    links.remove(link);
    refuseAttach(link, new BrokerError('com.microsoft:timeout', 'No session with messages became available in time.'));
  });
  links.add(link, () => {
    stopWaiting();
    alarm.cancel();
    // A detach cannot be answered before the attach is.
    link.open();
  });
}

const timeoutOf = (link: Sender): number =>
  AttachProperties.parse(link.properties)?.['com.microsoft:timeout'] ?? DEFAULT_TIMEOUT_MS;

/** A moment as .NET counts: tenths of a microsecond since the year 1. */
function dotNetTicks(ms: number) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(ms) * 10_000n + 621_355_968_000_000_000n);
  return rhea.types.wrap_long(bytes);
}
