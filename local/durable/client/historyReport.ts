import { EventType } from '../orchestration/history.js';
import type { HistoryRow } from '../storage/instanceRows.js';

interface StoredEvent {
  readonly EventType: number;
  readonly EventId: number;
  readonly Timestamp: string;
  readonly [field: string]: unknown;
}

type Reported = Record<string, unknown>;

const NAMES = new Map<number, string>(Object.entries(EventType).map(([name, number]) => [number, name]));

/** Bookkeeping of the engine that the extension does not show. */
const HIDDEN = new Set([
  'EventId',
  'IsPlayed',
  'TaskScheduledId',
  'TimerId',
  'Version',
  'Tags',
  'OrchestrationInstance',
  'ParentInstance',
]);

const SCHEDULING: readonly number[] = [
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
  EventType.TimerCreated,
];
const TURN_MARKS: readonly number[] = [EventType.OrchestratorStarted, EventType.OrchestratorCompleted];

function beginningOf(event: StoredEvent, beginnings: ReadonlyMap<unknown, StoredEvent>): Reported {
  const by = beginnings.get(event.TaskScheduledId ?? event.TimerId);
  if (!by) return {};
  return {
    ScheduledTime: by.Timestamp,
    ...('Name' in by && { FunctionName: by.Name }),
    ...('Input' in by && { Input: by.Input }),
  };
}

function reported(event: StoredEvent, beginnings: ReadonlyMap<unknown, StoredEvent>, showOutput: boolean): Reported {
  const shown: Reported = { ...event, ...beginningOf(event, beginnings), EventType: NAMES.get(event.EventType) };
  for (const field of HIDDEN) delete shown[field];
  if (event.EventType === EventType.ExecutionStarted) {
    shown.FunctionName = shown.Name;
    delete shown.Name;
  }
  if (showOutput && typeof event.Result === 'string') shown.Result = JSON.parse(event.Result);
  else delete shown.Result;
  return shown;
}

/** The history as the management API shows it: each task once, with its beginning folded into its end. */
export function historyReport(rows: readonly HistoryRow[], showOutput: boolean): Reported[] {
  const events = rows
    .flatMap((row) => [...row.received, ...row.scheduled])
    .map((text) => JSON.parse(text) as StoredEvent)
    .filter((event) => !TURN_MARKS.includes(event.EventType));
  const beginnings = new Map(
    events.filter((event) => SCHEDULING.includes(event.EventType)).map((event) => [event.EventId, event]),
  );
  const ended = new Set(events.map((event) => event.TaskScheduledId ?? event.TimerId));
  return events
    .filter((event) => !(SCHEDULING.includes(event.EventType) && ended.has(event.EventId)))
    .map((event) => reported(event, beginnings, showOutput));
}
