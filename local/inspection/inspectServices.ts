import type { Clock } from '../clock.js';
import type { Inspection } from '../host/http/inspectionDoor.js';
import type { Services } from '../services.js';
import { inspectCircuit } from './circuit.js';
import { limited } from './filters.js';

function deadLetters({ serviceBus }: Services, query: URLSearchParams): unknown {
  const entity = query.get('entity')?.toLowerCase();
  const wanted = serviceBus.entities().filter(({ path }) => entity === undefined || path.toLowerCase() === entity);
  return limited(
    wanted.flatMap(({ path, deadLetters }) => deadLetters.map((letter) => ({ entity: path, ...letter }))),
    query,
  );
}

/** What the stand-ins show. */
export function inspectServices(services: Services, clock: Clock): Inspection {
  return (path, query) => {
    switch (path) {
      case 'entities':
        return services.serviceBus.entities();
      case 'dead-letters':
        return deadLetters(services, query);
      case 'containers':
        return services.cosmos.containers();
      case 'circuit':
        return inspectCircuit(services.cosmos.connectionString, clock);
      default:
        return undefined;
    }
  };
}
