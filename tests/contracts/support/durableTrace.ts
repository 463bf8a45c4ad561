import { InstanceRows } from '../../../local/durable/storage/instanceRows.js';
import type { Hub } from './durableHub.js';

interface StoredEvent {
  readonly EventType: number;
  readonly EventId: number;
  readonly TaskScheduledId?: number;
  readonly TimerId?: number;
  readonly Name?: string;
}

function written({ EventType, EventId, TaskScheduledId, TimerId, Name }: StoredEvent): string {
  if (EventType === 15) return `15:${Name}`;
  const ended = TaskScheduledId ?? TimerId;
  if (ended !== undefined) return `${EventType}<${ended}`;
  return EventId < 0 ? `${EventType}` : `${EventType}#${EventId}`;
}

/** The history of an instance in short: `4#0` began task 0, `5<0` ended it; turn marks are left out. */
export function traceOf({ store }: Hub, instanceId: string): string {
  const rows = new InstanceRows(store);
  const record = rows.record(instanceId);
  if (!record) throw new Error(`There is no instance ${instanceId}.`);
  return rows
    .history(record)
    .flatMap(({ received, scheduled }) => [...received, ...scheduled])
    .map((text) => JSON.parse(text) as StoredEvent)
    .filter(({ EventType }) => EventType !== 12 && EventType !== 13)
    .map(written)
    .join(' ');
}
