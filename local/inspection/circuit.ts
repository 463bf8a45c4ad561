import { CosmosClient } from '@azure/cosmos';
import { cosmosCircuit } from '../../functions/payment/circuit/cosmosCircuit.js';
import { view } from '../../functions/payment/domain/circuit.js';
import { CONTAINERS, DATABASE } from '../../functions/shared/entities.js';
import type { Clock } from '../clock.js';

const iso = (time: number): string => new Date(time).toISOString();

/** The circuit as the document says that all processes of the app share: what each knows is at most a second older. */
export async function inspectCircuit(connectionString: string, clock: Clock): Promise<unknown> {
  const client = new CosmosClient(connectionString);
  try {
    const container = client.database(DATABASE).container(CONTAINERS.circuits.id);
    const circuit = await cosmosCircuit(container).read();
    const shown = view(circuit, clock.now());
    if (circuit.state === 'closed') return shown;
    const { openedAt, until, probe } = circuit;
    return {
      ...shown,
      openedAt: iso(openedAt),
      until: iso(until),
      probe: probe && { order: probe.by, until: iso(probe.until) },
    };
  } finally {
    client.dispose();
  }
}
