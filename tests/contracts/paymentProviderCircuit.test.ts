import { CosmosClient } from '@azure/cosmos';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cosmosCircuit } from '../../functions/payment/circuit/cosmosCircuit.js';
import { sharedCircuit } from '../../functions/payment/circuit/sharedCircuit.js';
import { CLOSED, open } from '../../functions/payment/domain/circuit.js';
import { CONTAINERS } from '../../functions/shared/entities.js';
import { Clock } from '../../local/clock.js';
import { startCosmos } from '../../local/cosmos/cosmos.js';
import { silentLog } from '../../local/log.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';

const CONFIG = { openMs: 5_000, probeLeaseMs: 10_000 };

async function start() {
  const clock = new Clock();
  const cosmos = await startCosmos({ port: 0, store: new MemoryStore(), clock, log: silentLog });
  onTestFinished(() => cosmos.stop());
  const { database } = await new CosmosClient(cosmos.connectionString).databases.createIfNotExists({ id: 'shop' });
  const { id, partitionKey } = CONTAINERS.circuits;
  await database.containers.createIfNotExists({ id, partitionKey: { paths: [partitionKey] } });

  const lines: string[] = [];
  /** What one process holds: a client of its own. */
  const newProcess = () => {
    const client = new CosmosClient(cosmos.connectionString);
    onTestFinished(() => client.dispose());
    return cosmosCircuit(client.database('shop').container(id));
  };
  const newCircuit = () =>
    sharedCircuit(
      newProcess(),
      CONFIG,
      () => clock.now(),
      (line) => lines.push(line),
    );
  return { clock, lines, newProcess, newCircuit };
}

describe('the circuit in Cosmos DB', () => {
  it('is closed where no document is, and costs no write', async () => {
    const { newProcess } = await start();
    expect(await newProcess().read()).toEqual(CLOSED);
    expect(await newProcess().change((circuit) => circuit)).toEqual({ before: CLOSED, after: CLOSED });
  });

  it('is read as it was written', async () => {
    const { newProcess } = await start();
    const opened = open(CLOSED, 1_000, 5_000);
    expect(await newProcess().change(() => opened)).toEqual({ before: CLOSED, after: opened });
    expect(await newProcess().read()).toEqual(opened);
  });

  it('loses no change when processes write at once', async () => {
    const { newProcess } = await start();
    const processes = Array.from({ length: 6 }, newProcess);
    const later = await Promise.all(
      processes.map((process) =>
        process.change((circuit) =>
          circuit.state === 'closed' ? open(CLOSED, 0, 1) : { ...circuit, until: circuit.until + 1 },
        ),
      ),
    );
    expect(new Set(later.map(({ after }) => (after.state === 'open' ? after.until : 0)))).toEqual(
      new Set([1, 2, 3, 4, 5, 6]),
    );
    expect(await newProcess().read()).toMatchObject({ until: 6 });
  });

  it('has one probe for many processes, and closes for all when that is answered', async () => {
    const { clock, lines, newCircuit } = await start();
    const circuits = Array.from({ length: 4 }, newCircuit);
    await Promise.all(circuits.map((circuit) => circuit.opened('503')));
    clock.advance(5_000);
    const entries = await Promise.all(Array.from({ length: 40 }, (_, n) => circuits[n % 4]?.enter(`order-${n}`)));
    expect(entries.filter((entry) => entry?.go)).toEqual([{ go: true, probe: true }]);

    await circuits[0]?.closed();
    clock.advance(1_000);
    for (const circuit of circuits)
      expect(await circuit.view()).toEqual({ circuit: 'closed', retryAfterSeconds: null });
    expect(lines).toEqual([
      expect.stringContaining('opened'),
      expect.stringContaining('half-open'),
      expect.stringContaining('closed'),
    ]);
  });
});
