import { type LocalProcess, type ProcessOptions, startProcess } from '../../local/localProcess.js';
import { SHORT_LIVED } from './shortLived.js';

/** A shop for tests. */
export function startShop(options: ProcessOptions = {}): Promise<LocalProcess> {
  return startProcess({ ...options, nodeOptions: SHORT_LIVED });
}
