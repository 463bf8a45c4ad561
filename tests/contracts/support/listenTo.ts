import { onTestFinished } from 'vitest';
import { silentLog } from '../../../local/log.js';
import { type Listener, type ListenerOptions, listen } from '../../../local/service-bus/listener.js';
import type { ServiceBusUnderTest } from './serviceBusUnderTest.js';

type Wanted = Pick<ListenerOptions, 'path' | 'sessions' | 'handle'> & Partial<ListenerOptions>;

/** A listener of this test's own, with four slots where nothing else is wanted. */
export function listenTo(
  { connectionString, clock }: Pick<ServiceBusUnderTest, 'connectionString' | 'clock'>,
  wanted: Wanted,
): Listener {
  const listener = listen({ connectionString, clock, log: silentLog, maxConcurrent: 4, ...wanted });
  onTestFinished(() => listener.stop());
  return listener;
}
