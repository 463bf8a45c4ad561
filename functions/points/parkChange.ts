import { createHash } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Park } from './projectMyPoint.js';

/** Sets changes aside in a container where an operator finds them, each once. */
export const parkChange =
  (container: Container, log: (line: string) => void): Park =>
  async (document, reason) => {
    const id = createHash('sha256').update(JSON.stringify(document)).digest('hex');
    await container.items.upsert({ id, source: 'points-ledger', reason, document });
    log(`projectMyPoint parked a change of the ledger as ${id}: ${reason}`);
  };
