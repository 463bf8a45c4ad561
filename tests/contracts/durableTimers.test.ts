import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../local/clock.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { until } from '../support/until.js';
import { beginApp, df, type Hub, startHub } from './support/durableHub.js';
import { traceOf } from './support/durableTrace.js';

beginApp();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

df.app.orchestration('sleeps', function* (context: OrchestrationContext) {
  const before = context.df.currentUtcDateTime.getTime();
  yield context.df.createTimer(new Date(before + context.df.getInput<number>()));
  return context.df.currentUtcDateTime.getTime() - before;
});

df.app.orchestration('cancelsTimer', function* (context: OrchestrationContext) {
  const timer = context.df.createTimer(
    new Date(context.df.currentUtcDateTime.getTime() + context.df.getInput<number>()),
  );
  yield context.df.Task.any([timer, context.df.waitForExternalEvent('stop')]);
  if (!timer.isCompleted) timer.cancel();
  return timer.isCanceled ? 'cancelled' : 'fired';
});

df.app.orchestration('forgetsTimer', function* (context: OrchestrationContext) {
  const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 5 * HOUR));
  yield context.df.Task.any([timer, context.df.waitForExternalEvent('stop')]);
  return 'done early';
});

const armed = (hub: Hub, count = 1) => until(`${count} armed timers`, () => hub.engine.timers().length === count);

df.app.orchestration('sleepsUntilNever', function* (context: OrchestrationContext) {
  yield context.df.createTimer(new Date(Number.NaN));
});

describe('timers', () => {
  it('fire when their time has come and not before', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('sleeps', { input: HOUR });
    await armed(hub);
    hub.clock.advance(HOUR / 2);
    await hub.rest();
    expect(await hub.client.getStatus(id)).toMatchObject({ runtimeStatus: 'Running' });
    hub.clock.advance(HOUR / 2);
    expect((await hub.end(id)).output).toBeGreaterThanOrEqual(HOUR);
  });

  it('fire at once where their time is past', async () => {
    const hub = await startHub();
    expect((await hub.run('sleeps', -HOUR)).runtimeStatus).toBe('Completed');
  });

  it('without a valid date fail the instance', async () => {
    const hub = await startHub();
    expect(await hub.run('sleepsUntilNever')).toMatchObject({
      runtimeStatus: 'Failed',
      output: expect.stringContaining('invalid date'),
    });
  });

  it('of more than six days get there in steps of three', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('sleeps', { input: 10 * DAY });
    const steps = [];
    for (let left = 10 * DAY; left > 0; left -= 3 * DAY) {
      await armed(hub);
      const [timer] = hub.engine.timers();
      const step = Date.parse(timer?.fireAt ?? '') - hub.clock.now();
      steps.push(Math.round(step / DAY));
      hub.clock.advance(step);
      await until('the step is over', () => hub.engine.timers()[0]?.fireAt !== timer?.fireAt);
      if (step > 3.5 * DAY) break;
    }
    expect(steps).toEqual([3, 3, 4]);
    expect((await hub.end(id)).output).toBeGreaterThanOrEqual(10 * DAY);
    expect(traceOf(hub, id)).toBe('0 10#0 11<0 10#1 11<1 10#2 11<2 1');
  });

  it('of more than six days fire once where the clock jumps over all of them', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('sleeps', { input: 100 * DAY });
    await armed(hub);
    hub.clock.advance(100 * DAY);
    expect((await hub.end(id)).output).toBeGreaterThanOrEqual(100 * DAY);
  });

  it('that are cancelled do not keep the instance running', async () => {
    const hub = await startHub();
    for (const ms of [HOUR, 30 * DAY]) {
      const id = await hub.client.startNew('cancelsTimer', { input: ms });
      await armed(hub);
      await hub.client.raiseEvent(id, 'stop', null);
      expect((await hub.end(id)).output).toBe('cancelled');
      expect(hub.engine.timers()).toEqual([]);
    }
  });

  it('that are forgotten keep the instance Running until they fire, and it is warned about', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('forgetsTimer');
    await armed(hub);
    await hub.client.raiseEvent(id, 'stop', null);
    await until('a warning', () => hub.warnings.length > 0);
    expect(hub.warnings[0]).toContain('the instance stays Running until they do');
    expect((await hub.client.getStatus(id)).runtimeStatus).toBe('Running');
    hub.clock.advance(5 * HOUR);
    expect((await hub.end(id)).output).toBe('done early');
  });

  it('never see the time run backwards, even where the clock of a new process is behind', async () => {
    const store = new MemoryStore();
    const ahead = new Clock();
    ahead.advance(DAY);
    const first = await startHub({ store, clock: ahead });
    const id = await first.client.startNew('sleeps', { input: HOUR });
    await armed(first);
    await first.engine.stop();

    const second = await startHub({ store });
    await armed(second);
    second.clock.advance(DAY + HOUR);
    expect((await second.end(id)).output).toBeGreaterThanOrEqual(HOUR);
  });
});
