import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appOf, hostApp } from './support/hostedApp.js';

const SLOW = appOf(`
  let go; const gate = new Promise((resolve) => { go = resolve; });
  let arrived; const inside = new Promise((resolve) => { arrived = resolve; });
  globalThis.stove = { go, inside };
  app.hook.appTerminate(() => { globalThis.stove.off = true; });
  app.http('cook', { handler: async () => { arrived(); await gate; return { body: 'done' }; } });
`);

interface Stove {
  go(): void;
  readonly inside: Promise<void>;
  readonly off?: boolean;
}

const stove = () => (globalThis as unknown as { stove: Stove }).stove;

test('stopping lets running calls end, turns new ones away, then runs the appTerminate hooks', async () => {
  const { host, fetch } = await hostApp(SLOW);
  const first = fetch('/api/cook');
  await stove().inside;
  expect(host.busy()).toBe(true);
  const stopped = host.stop();
  expect((await fetch('/api/cook')).status).toBe(503);
  expect(stove().off).toBeUndefined();
  stove().go();
  expect(await (await first).text()).toBe('done');
  await stopped;
  expect(stove().off).toBe(true);
  expect(host.busy()).toBe(false);
  await expect(fetch('/api/cook')).rejects.toThrow();
});

test('a large answer to the last call is sent whole', async () => {
  const { host, fetch } = await hostApp(
    appOf(`
      let arrived; const inside = new Promise((resolve) => { arrived = resolve; });
      globalThis.stove = { inside };
      app.http('cook', { handler: async () => { arrived(); return { body: 'rice'.repeat(2_000_000) }; } });
    `),
  );
  const answer = fetch('/api/cook');
  await stove().inside;
  const stopped = host.stop();
  expect((await (await answer).text()).length).toBe(8_000_000);
  await stopped;
});

test('a call that does not end is not waited for without end', async () => {
  const { host, fetch, clock, log } = await hostApp(SLOW);
  const call = fetch('/api/cook').catch(() => 'cut off');
  await stove().inside;
  const stopped = host.stop();
  await until('the end of patience', () => {
    clock.advance(10_000);
    return log.at('warn').some((line) => line.includes('1 calls were running'));
  });
  await stopped;
  expect(await call).toBe('cut off');
  stove().go();
});

test('stopping twice is stopping once', async () => {
  const { host } = await hostApp(SLOW);
  await Promise.all([host.stop(), host.stop()]);
});
