import type { Clock } from './clock.js';
import type { Inspection } from './host/http/inspectionDoor.js';
import { inspectServices } from './inspection/inspectServices.js';
import type { Services } from './services.js';

/** What `GET /_local` lists: every view with what it shows. */
const INDEX = {
  '/_local/processes': 'the processes that run functions',
  '/_local/functions': 'the functions, with their triggers and routes',
  '/_local/entities': 'queues, topics and subscriptions with the counts of their messages, and dead letters',
  '/_local/dead-letters': 'dead letters of all entities with their reasons; ?entity= ?limit=',
  '/_local/containers': 'Cosmos DB containers with items and request units',
  '/_local/orchestrations': 'orchestrations, newest first; ?status=Running,Failed ?limit=',
  '/_local/orchestrations/{id}': 'one orchestration with its history and open timers',
  '/_local/timers': 'durable timers, soonest first; ?limit=',
  '/_local/schedules': 'timer functions: their last and next call',
  '/_local/circuit': 'the circuit around the payment provider',
};

/**
 * What `GET /_local/…` shows. Nothing here changes anything.
 *
 * @param inspectHosts what the hosts of the app show
 */
export function createInspection(services: Services, clock: Clock, inspectHosts: Inspection): Inspection {
  const inspect = inspectServices(services, clock);
  return async (path, query) => {
    const view = path.replace(/\/$/, '');
    if (view === '') return { views: INDEX };
    return (await inspect(view, query)) ?? (await inspectHosts(view, query));
  };
}
