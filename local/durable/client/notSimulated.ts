import { NotSimulatedError } from '../../notSimulated.js';
import type { Engine } from '../engine/engine.js';
import type { DurableResponse } from './response.js';

/** Answers what is not imitated, by name, and says so in the log. The library shows a plain text as it is. */
export async function notSimulated({ log }: Engine, feature: string): Promise<DurableResponse> {
  const { message } = new NotSimulatedError(feature);
  log.write('error', 'durable', message);
  return { status: 501, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: message };
}
