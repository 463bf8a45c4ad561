import type { Change } from '../../storage/store.js';
import { historyEvent } from '../orchestration/history.js';
import type { OpenTask } from '../orchestration/openTask.js';
import { openedEvent } from '../orchestration/schedule.js';
import { appendHistory } from './appendHistory.js';
import { begin } from './begin.js';
import { startChild } from './children.js';
import { continueAsNew } from './continueAsNew.js';
import type { Engine } from './engine.js';
import { finish } from './finish.js';
import { currentRecord, type LiveInstance } from './liveInstance.js';
import { type Received, receive } from './receive.js';
import { type Replayed, replay } from './replay.js';
import { wake } from './wake.js';
import { warn } from './warn.js';
import { warnOfLostEvents } from './warnOfLostEvents.js';

interface Turn extends Replayed {
  readonly received: Received;
}

/** Adds the turn to the history, `lastEvents` behind the tasks that it opened. */
function appendTurn(engine: Engine, instance: LiveInstance, turn: Turn, lastEvents: readonly string[]): Change {
  const { time, events } = turn.received;
  const { executionId } = instance.record;
  const scheduled = turn.opened.map((task) => openedEvent(task, executionId, time));
  return appendHistory(engine, instance, {
    received: events,
    scheduled: [...scheduled, ...lastEvents, historyEvent.orchestratorCompleted(time)],
    steps: turn.steps,
  });
}

const childrenOf = (engine: Engine, instance: LiveInstance, opened: readonly OpenTask[]) =>
  opened.flatMap((task) => {
    if (task.kind !== 'call' || task.call.kind !== 'subOrchestration' || task.call.attempts?.givenUp) return [];
    return startChild(engine, instance, task.id, task.call);
  });

/** An instance that waits for nothing but time, events and others takes no memory for its history meanwhile. */
function rest(instance: LiveInstance): void {
  const working = instance.tasks.all().some((task) => task.kind === 'call' && task.call.kind === 'activity');
  if (!working && instance.inbox.length === 0) instance.replay = undefined;
}

async function goOn(engine: Engine, instance: LiveInstance, turn: Turn, taken: readonly Change[]): Promise<void> {
  const { tasks } = instance;
  const children = childrenOf(engine, instance, turn.opened);
  await engine.rows.store.write([
    ...taken,
    appendTurn(engine, instance, turn, []),
    ...children.flatMap(({ changes }) => changes),
    engine.rows.putRecord(currentRecord(instance)),
  ]);
  for (const child of children) child.afterwards();
  for (const task of turn.opened) if (tasks.get(task.id) === task) begin(engine, instance, task);
  if (turn.ending) {
    warn(
      engine,
      instance,
      'openAtTheEnd',
      `The orchestrator has ended, but ${tasks.size} of its timers, activities and sub-orchestrations have not: the ` +
        'instance stays Running until they do, as on Azure. Cancel timers that are not needed any more.',
    );
  }
  rest(instance);
}

/** Takes one turn: messages in, a replay, what is new out, all written at once before any of it takes effect. */
export async function takeTurn(engine: Engine, instance: LiveInstance): Promise<void> {
  const { record } = instance;
  const received = receive(instance, engine.clock.now());
  const taken = received.rows.map((row) => engine.rows.removeMessage(row));
  if (received.events.length === 0) {
    if (taken.length > 0) await engine.rows.store.write(taken);
    return;
  }

  // Code that has ended is not replayed any more; what it left open still comes in.
  const { ending } = record;
  const replayed = ending ? { steps: [], opened: [], ending } : await replay(engine, instance, received);
  const turn: Turn = { ...replayed, opened: [...received.opened, ...replayed.opened], received };
  Object.assign(record, { started: true, status: 'Running', updatedAt: received.time, ending: turn.ending });

  if (!turn.ending || instance.tasks.size > 0) {
    await goOn(engine, instance, turn, taken);
  } else if (turn.ending.status === 'ContinuedAsNew') {
    warnOfLostEvents(engine, instance, turn);
    await continueAsNew(engine, instance, turn.ending.input, taken);
  } else {
    const { status, output } = turn.ending;
    if (status === 'Failed') engine.log.write('error', 'durable', `${record.instanceId}: ${JSON.parse(output)}`);
    const history = appendTurn(engine, instance, turn, [
      historyEvent.executionCompleted(received.time, status, output),
    ]);
    await finish(engine, instance, { status, output, updatedAt: received.time }, [...taken, history]);
    return;
  }
  wake(engine, instance);
}
