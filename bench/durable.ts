import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { OrchestrationContext } from 'durable-functions';
import { Clock } from '../local/clock.js';
import { type Durable, type DurableFunctions, startDurable } from '../local/durable/durable.js';
import { durableFunctionsOf } from '../local/host/app/durableFunctions.js';
import { installFunctionsCore } from '../local/host/app/functionsCore.js';
import { silentLog } from '../local/log.js';
import { LmdbStore } from '../local/storage/lmdbStore.js';
import { MemoryStore } from '../local/storage/memoryStore.js';
import type { Store } from '../local/storage/store.js';
import type { Row } from './row.js';

const ORCHESTRATIONS = 1_000;
const ONE_BY_ONE = 200;
const IN_FLIGHT = 64;
const WAITING = 10_000;
const HOUR_MS = 3_600_000;

/** An app with a saga of four activities, two of them side by side, and a wait of an hour that an event may end. */
async function loadApp(): Promise<DurableFunctions> {
  const app = installFunctionsCore(() => {});
  const df = await import('durable-functions');
  df.app.activity('step', { handler: (input: unknown) => input });
  df.app.orchestration('saga', function* (context: OrchestrationContext) {
    const order: unknown = context.df.getInput();
    yield context.df.callActivity('step', order);
    yield context.df.Task.all([context.df.callActivity('step', order), context.df.callActivity('step', order)]);
    return yield context.df.callActivity('step', order);
  });
  df.app.orchestration('waits', function* (context: OrchestrationContext) {
    const window = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR_MS));
    yield context.df.Task.any([window, context.df.waitForExternalEvent('cancel')]);
  });
  return durableFunctionsOf(app);
}

async function start(durable: Durable, orchestrator: string, query: string): Promise<void> {
  const { status } = await durable.handle({
    method: 'POST',
    path: `/orchestrators/${orchestrator}`,
    query: new URLSearchParams(query),
    headers: { 'content-type': 'application/json' },
    body: '{"orderId":"o-1","lines":[{"menuId":"bulgogi-rice","quantity":5}],"totalPrice":45000}',
    url: `http://127.0.0.1/durabletask/orchestrators/${orchestrator}`,
  });
  if (status > 202) throw new Error(`Starting ${orchestrator} was answered with ${status}.`);
}

/** Runs `count` jobs, `inFlight` at a time. @returns seconds */
async function timed(count: number, inFlight: number, job: () => Promise<void>): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0) await job();
    }),
  );
  return (performance.now() - started) / 1000;
}

async function measure(functions: DurableFunctions, store: Store, name: string): Promise<Row[]> {
  const durable = await startDurable({
    functions,
    store,
    clock: new Clock(),
    log: silentLog,
    hubName: 'bench',
    maxConcurrentActivities: 100,
    maxConcurrentOrchestrators: 100,
  });
  const saga = () => start(durable, 'saga', 'timeout=600');
  await timed(ORCHESTRATIONS, IN_FLIGHT, saga); // The first ones pay for compiling.
  const rate = ORCHESTRATIONS / (await timed(ORCHESTRATIONS, IN_FLIGHT, saga));
  const alone = (await timed(ONE_BY_ONE, 1, saga)) / ONE_BY_ONE;

  await timed(WAITING, IN_FLIGHT, () => start(durable, 'waits', ''));
  while (durable.busy()) await new Promise((resolve) => setImmediate(resolve));
  const besides = ORCHESTRATIONS / (await timed(ORCHESTRATIONS, IN_FLIGHT, saga));
  await durable.stop();
  await store.close();
  return [
    { name: `Durable, orchestrations of 4 activities, ${IN_FLIGHT} in flight, ${name}`, value: rate, unit: '/s' },
    { name: `Durable, the same with ${WAITING} others waiting, ${name}`, value: besides, unit: '/s' },
    { name: `Durable, one orchestration of 4 activities alone, ${name}`, value: alone * 1000, unit: 'ms' },
  ];
}

/** Orchestrations per second of the engine and the unmodified library in one process, without the Functions host. */
export async function benchDurable(): Promise<Row[]> {
  const functions = await loadApp();
  const folder = await mkdtemp(join(tmpdir(), 'bench-durable-'));
  try {
    const ephemeral = await measure(functions, new MemoryStore(), 'ephemeral');
    return [...ephemeral, ...(await measure(functions, new LmdbStore(folder), 'durable'))];
  } finally {
    await rm(folder, { recursive: true });
  }
}
