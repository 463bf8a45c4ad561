import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import type { Store } from '../../local/storage/store.js';
import { until } from '../support/until.js';
import { diskStore } from './support/diskStore.js';
import { beginApp, df, startHub } from './support/durableHub.js';
import { MortalStore } from './support/mortalStore.js';

beginApp();

const HOUR = 3_600_000;
const runs: string[] = [];
let hold: Promise<unknown> = Promise.resolve();
df.app.activity('step', {
  handler: async (name: string) => {
    runs.push(name);
    await hold;
    if (name === 'flaky' && runs.filter((run) => run === 'flaky').length === 1) throw new Error('once');
    return `${name} done`;
  },
});

df.app.orchestration('child', function* (context: OrchestrationContext) {
  return yield context.df.callActivity('step', 'in child');
});
df.app.orchestration('journey', function* (context: OrchestrationContext) {
  const both: string[] = yield context.df.Task.all([
    context.df.callActivity('step', 'left'),
    context.df.callActivity('step', 'right'),
  ]);
  const flaky: string = yield context.df.callActivityWithRetry('step', new df.RetryOptions(1, 9), 'flaky');
  const child: string = yield context.df.callSubOrchestrator('child');
  yield context.df.createTimer(context.df.currentUtcDateTime);
  const event: string = yield context.df.waitForExternalEvent('go');
  return [...both, flaky, child, event, yield context.df.callActivity('step', 'last')];
});
const JOURNEY = ['left done', 'right done', 'flaky done', 'in child done', 'now', 'last done'];

df.app.orchestration('sleeps', function* (context: OrchestrationContext) {
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
  return 'woken';
});
df.app.orchestration('waits', function* (context: OrchestrationContext) {
  const got: unknown[] = [];
  for (let n = 0; n < 3; n++) got.push(yield context.df.waitForExternalEvent('e'));
  return got;
});

describe.each([
  ['in memory', async () => new MemoryStore()],
  ['on disk', diskStore],
])('after a kill, on a store %s,', (_, open) => {
  it('an activity that was running runs again', async () => {
    const store = new MortalStore(await open());
    runs.length = 0;
    hold = new Promise(() => {});
    const first = await startHub({ store });
    const id = await first.client.startNew('child');
    await until('the activity', () => runs.length === 1);
    store.kill();

    hold = Promise.resolve();
    const second = await startHub({ store: store.survivor });
    expect((await second.end(id)).output).toBe('in child done');
    expect(runs).toEqual(['in child', 'in child']);
  });

  it('timers fire, also those that were due meanwhile', async () => {
    const store = new MortalStore(await open());
    const first = await startHub({ store });
    const id = await first.client.startNew('sleeps');
    await until('the timer', () => first.engine.timers().length === 1);
    store.kill();

    const second = await startHub({ store: store.survivor });
    expect(second.engine.timers()).toEqual(first.engine.timers());
    second.clock.advance(2 * HOUR);
    expect((await second.end(id)).output).toBe('woken');
  });

  it('every event that was accepted is there, once and in order', async () => {
    const store = new MortalStore(await open());
    const first = await startHub({ store });
    const id = await first.client.startNew('waits');
    for (const n of [1, 2]) await first.client.raiseEvent(id, 'e', n);
    store.kill();

    const second = await startHub({ store: store.survivor });
    await second.client.raiseEvent(id, 'e', 3);
    expect((await second.end(id)).output).toEqual([1, 2, 3]);
  });

  it('an instance that was accepted runs', async () => {
    const store = new MortalStore(await open());
    const first = await startHub({ store });
    const id = await first.client.startNew('child');
    store.kill();

    const second = await startHub({ store: store.survivor });
    expect((await second.end(id)).runtimeStatus).toBe('Completed');
  });

  it('an instance that took the place of a finished one runs, also where finished ones were purged meanwhile', async () => {
    const store = new MortalStore(await open());
    const first = await startHub({ store });
    const { instanceId } = await first.run('child');
    const ask = (method: string, path: string) => {
      const url = new URL(path, first.origin);
      const headers = { 'content-type': 'application/json' };
      return first.engine.handle({
        method,
        path: url.pathname,
        query: url.searchParams,
        headers,
        body: '',
        url: url.href,
      });
    };
    const started = ask('POST', `/orchestrators/waits/${instanceId}`);
    await Promise.resolve(); // Its write has begun.
    await ask('DELETE', '/instances?createdTimeFrom=2000-01-01');
    expect((await started).status).toBe(202);
    store.kill();

    const second = await startHub({ store: store.survivor });
    for (const n of [1, 2, 3]) await second.client.raiseEvent(instanceId, 'e', n);
    expect((await second.end(instanceId)).output).toEqual([1, 2, 3]);
  });

  it('finished instances are still known, suspended ones still suspended', async () => {
    const store = new MortalStore(await open());
    const first = await startHub({ store });
    const { instanceId } = await first.run('child');
    const waiting = await first.client.startNew('waits');
    await first.rest();
    await first.client.suspend(waiting, '');
    await first.client.raiseEvent(waiting, 'e', 1);
    store.kill();

    const second = await startHub({ store: store.survivor });
    expect((await second.client.getStatus(instanceId)).output).toBe('in child done');
    expect((await second.client.getStatus(waiting)).runtimeStatus).toBe('Suspended');
    await second.client.resume(waiting, '');
    for (const n of [2, 3]) await second.client.raiseEvent(waiting, 'e', n);
    expect((await second.end(waiting)).output).toEqual([1, 2, 3]);
  });
});

it('an instance has finished for others only once that is in the store, and from then on its id is free', async () => {
  const store = new MemoryStore();
  let disk: Promise<unknown> = Promise.resolve();
  let begun = 0;
  const slow: Store = {
    table: (name) => store.table(name),
    write: async (changes) => {
      begun++;
      await disk;
      await store.write(changes);
    },
    close: () => store.close(),
  };
  let finish: (value: unknown) => void = () => {};
  let spin: (value: unknown) => void = () => {};
  runs.length = 0;
  hold = new Promise((resolve) => {
    finish = resolve;
  });
  const hub = await startHub({ store: slow });
  const instanceId = await hub.client.startNew('child');
  await until('the activity', () => runs.length === 1);
  disk = new Promise((resolve) => {
    spin = resolve;
  });
  const before = begun;
  finish(undefined);
  await until('the last turn', () => begun > before);
  expect((await hub.client.getStatus(instanceId)).runtimeStatus).toBe('Running');

  spin(undefined);
  expect((await hub.end(instanceId)).runtimeStatus).toBe('Completed');
  expect(await hub.client.startNew('child', { instanceId })).toBe(instanceId);
  expect((await hub.end(instanceId)).output).toBe('in child done');
});

describe('a kill right behind a write', () => {
  it('loses nothing that was accepted, whichever write it is', async () => {
    let writes = 1;
    for (let lastWrite = 1; lastWrite <= writes; lastWrite++) {
      const store = new MortalStore(new MemoryStore(), lastWrite);
      runs.length = 0;
      const first = await startHub({ store });
      void first.client.startNew('journey', { instanceId: 'j' }).catch(() => {});
      await until('the kill or the wait', () => store.dead || runs.includes('in child'));
      const accepted =
        !store.dead &&
        (await Promise.race([
          first.client.raiseEvent('j', 'go', 'now').then(() => true),
          until('the kill', () => store.dead).then(() => false),
        ]));
      await until('the kill or the end', () => store.dead || first.engine.instance('j')?.runtimeStatus === 'Completed');
      if (!store.dead) break;
      writes = lastWrite + 1;

      const second = await startHub({ store: store.survivor });
      const delivered = second.engine.instance('j')?.runtimeStatus === 'Completed';
      if (!accepted && !delivered) await second.client.raiseEvent('j', 'go', 'now');
      expect((await second.end('j')).output, `killed behind write ${lastWrite}`).toEqual(JOURNEY);
    }
    expect(writes).toBeGreaterThan(10);
  });
});

describe('a stop', () => {
  it('waits for what runs and keeps its result, so that nothing runs twice', async () => {
    const store = new MemoryStore();
    runs.length = 0;
    let finish: (value: unknown) => void = () => {};
    hold = new Promise((resolve) => {
      finish = resolve;
    });
    const first = await startHub({ store });
    const id = await first.client.startNew('child');
    await until('the activity', () => runs.length === 1);
    const stopped = first.engine.stop();
    finish(undefined);
    await stopped;

    const second = await startHub({ store });
    expect((await second.end(id)).output).toBe('in child done');
    expect(runs).toEqual(['in child']);
  });
});
