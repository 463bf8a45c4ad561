import { NotSimulatedError } from '../../notSimulated.js';
import type { Engine } from '../engine/engine.js';
import { type DurableResponse, refused } from './response.js';

/** Answers what is not imitated, by name, and says so in the log. */
export async function notSimulated({ log }: Engine, feature: string): Promise<DurableResponse> {
  const { message } = new NotSimulatedError(feature);
  log.write('error', 'durable', message);
  return refused(501, message);
}
