import { expect, test } from 'vitest';
import { Clock } from '../../local/clock.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { until } from '../support/until.js';
import { appOf, hostApp } from './support/hostedApp.js';

interface Tick {
  readonly isPastDue: boolean;
  readonly schedule: { adjustForDST: boolean };
  readonly scheduleStatus: { last: string; next: string; lastUpdated: string } | undefined | null;
  readonly retryCount: number | undefined;
}

const HOUR = 3_600_000;

const ticking = (options: string, body = '') =>
  appOf(`
    const ticks = (globalThis.ticks = []);
    app.timer('tick', { ${options}, handler: (timer, context) => {
      ticks.push({ ...timer, retryCount: context.retryContext?.retryCount });
      ${body}
    } });
  `);

const ticks = () => (globalThis as unknown as { ticks: Tick[] }).ticks;

test('a timer calls its function when it is due, again and again', async () => {
  const { clock } = await hostApp(ticking(`schedule: '0 0 * * * *'`));
  clock.advance(HOUR);
  await until('the first call', () => ticks().length === 1);
  await until('the second call', () => {
    clock.advance(HOUR / 4);
    return ticks().length === 2;
  });
  expect(ticks()[0]).toMatchObject({ isPastDue: false, schedule: { adjustForDST: true } });
  expect(ticks()[0]?.scheduleStatus?.last).toMatch(/^0001-01-01/);
  expect(ticks()[1]?.scheduleStatus?.last).not.toMatch(/^0001-01-01/);
});

test('calls that were missed while the host was down are made up for by one, which is past due', async () => {
  const [clock, store] = [new Clock(), new MemoryStore()];
  const files = ticking(`schedule: '0 0 * * * *'`);
  const first = await hostApp(files, { clock, store });
  await first.host.stop();
  clock.advance(5 * HOUR);
  await hostApp(files, { clock, store });
  await until('the call', () => ticks().length === 1);
  expect(ticks()[0]?.isPastDue).toBe(true);
  await until('the next call', () => {
    clock.advance(HOUR / 4);
    return ticks().length === 2;
  });
  expect(ticks()[1]?.isPastDue).toBe(false);
});

test('without the monitor nothing is made up for, and there is no status', async () => {
  const [clock, store] = [new Clock(), new MemoryStore()];
  const files = ticking(`schedule: '0 0 * * * *', useMonitor: false`);
  const first = await hostApp(files, { clock, store });
  await first.host.stop();
  clock.advance(5 * HOUR);
  const second = await hostApp(files, { clock, store });
  await second.fetch('/admin/functions/tick', { method: 'POST', body: '{}' });
  await until('the call that was asked for', () => ticks().length === 1);
  expect(ticks()[0]).toMatchObject({ isPastDue: false, scheduleStatus: null });
});

test('a schedule that comes more than once a minute is not monitored', async () => {
  const { clock } = await hostApp(ticking(`schedule: '*/5 * * * * *'`));
  clock.advance(5_000);
  await until('a call', () => ticks().length > 0);
  expect(ticks()[0]?.scheduleStatus).toBeNull();
});

test('runOnStartup calls at once', async () => {
  await hostApp(ticking(`schedule: '0 0 0 1 1 *', runOnStartup: true`));
  await until('the call', () => ticks().length === 1);
});

test('a failing call is repeated by its retry policy and does not end the schedule', async () => {
  const retry = `retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 0 }`;
  const { clock, log } = await hostApp(ticking(`schedule: '0 0 * * * *', ${retry}`, `throw new Error('no time');`));
  clock.advance(HOUR);
  await until('two attempts', () => ticks().length === 2);
  await until('two more an hour later', () => {
    clock.advance(HOUR / 4);
    return ticks().length >= 4;
  });
  expect(
    ticks()
      .slice(0, 4)
      .map(({ retryCount }) => retryCount),
  ).toEqual([0, 1, 0, 1]);
  expect(log.at('error').join()).toContain('no time');
});

test('the inspection shows when timers are next due', async () => {
  const { fetch } = await hostApp(ticking(`schedule: '0 0 0 1 1 *'`));
  const [shown] = (await (await fetch('/_local/schedules')).json()) as { name: string; next: string }[];
  expect(shown?.name).toBe('tick');
  expect(new Date(shown?.next ?? '').getMonth()).toBe(0);
});
