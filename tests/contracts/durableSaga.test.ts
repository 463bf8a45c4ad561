import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, type Hub, startHub } from './support/durableHub.js';
import { traceOf } from './support/durableTrace.js';

beginApp();

const WINDOW_MS = 600_000;
const PAUSE_MS = 30_000;

/** What `charge` does next, in order; a function is awaited first. */
const charges: (() => Promise<string> | string)[] = [];
const done: string[] = [];
df.app.activity('charge', { handler: () => charges.shift()?.() ?? 'approved' });
df.app.activity('step', {
  handler: (name: string) => {
    done.push(name);
    return name;
  },
});

/** One wait for the cancel, made once and yielded in several Task.any, between activities. */
df.app.orchestration('saga', function* (context: OrchestrationContext) {
  const soon = (ms: number) => new Date(context.df.currentUtcDateTime.getTime() + ms);
  const cancel = context.df.waitForExternalEvent('CancelOrder');

  let charged: string = yield context.df.callActivity('charge');
  while (charged === 'overloaded' && !cancel.isCompleted) {
    const pause = context.df.createTimer(soon(PAUSE_MS));
    yield context.df.Task.any([pause, cancel]);
    if (!pause.isCompleted) pause.cancel();
    if (!cancel.isCompleted) charged = yield context.df.callActivity('charge');
  }
  if (charged === 'approved' && !cancel.isCompleted) {
    yield context.df.Task.all([context.df.callActivity('step', 'deliver'), context.df.callActivity('step', 'accrue')]);
    if (!cancel.isCompleted) {
      const window = context.df.createTimer(soon(WINDOW_MS));
      yield context.df.Task.any([cancel, window]);
      if (!window.isCompleted) window.cancel();
    }
  }
  if (!cancel.isCompleted) return 'confirmed';
  yield context.df.callActivity('step', 'refund');
  return 'cancelled';
});

function gate(): { open: (answer: string) => void; charge: () => Promise<string> } {
  let open: (answer: string) => void = () => {};
  const answer = new Promise<string>((resolve) => {
    open = resolve;
  });
  return { open, charge: () => answer };
}

const paused = (hub: Hub, before: readonly unknown[] = []) =>
  until('a new timer', () => {
    const timers = hub.engine.timers();
    return (
      timers.length === 1 && timers[0]?.fireAt !== (before[0] as { fireAt?: string } | undefined)?.fireAt && timers
    );
  });

async function startSaga(...answers: (() => Promise<string> | string)[]) {
  const hub = await startHub();
  charges.splice(0, charges.length, ...answers);
  done.length = 0;
  return { hub, id: await hub.client.startNew('saga') };
}

const overloaded = () => 'overloaded';

describe('a wait for one event that is yielded in several Task.any', () => {
  it('is over when nobody cancels inside the window', async () => {
    const { hub, id } = await startSaga();
    await paused(hub);
    hub.clock.advance(WINDOW_MS);
    expect((await hub.end(id)).output).toBe('confirmed');
    expect(traceOf(hub, id)).toMatch(/^0 4#0 5<0 4#1 4#2 5<[12] 5<[12] 10#3 11<3 1$/);
    expect(hub.warnings).toEqual([]);
  });

  it('notices an event inside the last window, and the losing timer is cancelled', async () => {
    const { hub, id } = await startSaga();
    await paused(hub);
    await hub.client.raiseEvent(id, 'CancelOrder', {});
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(done).toEqual(expect.arrayContaining(['deliver', 'accrue', 'refund']));
    expect(hub.engine.timers()).toEqual([]);
    expect(hub.warnings).toEqual([]);
  });

  it('survives many rounds of pauses and still ends in the window', async () => {
    const { hub, id } = await startSaga(overloaded, overloaded, overloaded);
    let timers: readonly unknown[] = [];
    for (let round = 0; round < 3; round++) {
      timers = await paused(hub, timers);
      hub.clock.advance(PAUSE_MS);
    }
    await paused(hub, timers);
    await hub.client.raiseEvent(id, 'CancelOrder', {});
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(hub.warnings).toEqual([]);
  });

  it('notices an event during a pause', async () => {
    const { hub, id } = await startSaga(overloaded, overloaded);
    const first = await paused(hub);
    hub.clock.advance(PAUSE_MS);
    await paused(hub, first);
    await hub.client.raiseEvent(id, 'CancelOrder', {});
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(done).toEqual(['refund']);
  });

  it('notices an event during an activity between two of them', async () => {
    const second = gate();
    const { hub, id } = await startSaga(overloaded, second.charge);
    await paused(hub);
    hub.clock.advance(PAUSE_MS);
    await until('the second charge has begun', () => charges.length === 0);
    await hub.client.raiseEvent(id, 'CancelOrder', {});
    await until('the event is in the history', () => traceOf(hub, id).includes('15:CancelOrder'));
    second.open('approved');
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(done).toEqual(['refund']);
  });

  it('notices an event that came during the very first activity, before it was ever yielded', async () => {
    const first = gate();
    const { hub, id } = await startSaga(first.charge);
    await until('the charge has begun', () => charges.length === 0);
    await hub.client.raiseEvent(id, 'CancelOrder', {});
    await until('the event is in the history', () => traceOf(hub, id).includes('15:CancelOrder'));
    first.open('approved');
    // Until it is yielded a wait cannot be seen to be over: the last Task.any finds it, and its timer never runs.
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(done).toEqual(expect.arrayContaining(['deliver', 'accrue', 'refund']));
    expect(hub.engine.timers()).toEqual([]);
  });

  it('takes a second event of the same name without harm', async () => {
    const { hub, id } = await startSaga(overloaded);
    const timers = await paused(hub);
    hub.clock.advance(PAUSE_MS);
    await paused(hub, timers);
    await Promise.all([hub.client.raiseEvent(id, 'CancelOrder', 1), hub.client.raiseEvent(id, 'CancelOrder', 2)]);
    expect((await hub.end(id)).output).toBe('cancelled');
    expect(done.filter((step) => step === 'refund')).toEqual(['refund']);
  });
});
