import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { type Durable, startDurable } from '../../../local/durable/durable.js';
import { durableFunctionsOf } from '../../../local/host/app/durableFunctions.js';
import { installFunctionsCore } from '../../../local/host/app/functionsCore.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import type { Store } from '../../../local/storage/store.js';
import { until } from '../../support/until.js';
import { MortalStore } from './mortalStore.js';

// The library looks for the worker's module when it is loaded: it must be there before.
let app = installFunctionsCore(() => {});
export const df = await import('durable-functions');

type DurableClient = import('durable-functions').DurableClient;
type DurableOrchestrationStatus = import('durable-functions').DurableOrchestrationStatus;

/** Begins a test file: what it registers with `df` is the app of its hubs. Files share a process, one after another. */
export function beginApp(): void {
  app = installFunctionsCore(() => {});
}

/** A task hub: the engine on a store, with what it complained of. */
export interface QuietHub {
  readonly engine: Durable;
  readonly clock: Clock;
  readonly store: Store;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** One with the vendor's client talking to it over HTTP. */
export interface Hub extends QuietHub {
  readonly client: DurableClient;
  readonly origin: string;
  /** Starts an orchestrator and waits until it has finished. */
  run(orchestrator: string, input?: unknown): Promise<DurableOrchestrationStatus>;
  /** Waits until an instance has finished. */
  end(instanceId: string): Promise<DurableOrchestrationStatus>;
  /** Waits until nothing runs and nothing is ready to run. */
  rest(): Promise<void>;
}

async function listen(engine: Durable): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const answer = await engine.handle({
      method: request.method ?? 'GET',
      path: url.pathname.replace(/^\/(?:runtime\/webhooks\/)?durabletask/, ''),
      query: url.searchParams,
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
      url: url.href,
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The client that an app gets by `df.getClient`, for an engine that listens at `origin`. */
export function clientOf(engine: Durable, origin: string): DurableClient {
  const input = df.input.durableClient();
  const data = JSON.parse(engine.clientBinding(origin)) as unknown;
  const context = { options: { extraInputs: [input] }, extraInputs: { get: () => data } };
  return df.getClient(context as unknown as Parameters<typeof df.getClient>[0]);
}

export interface HubOptions {
  readonly store?: Store;
  readonly clock?: Clock;
  readonly maxConcurrentActivities?: number;
}

/** Starts an engine with every orchestrator and activity that the test file has registered since it began its app. */
export async function startQuietHub({
  store = new MemoryStore(),
  clock = new Clock(),
  ...limits
}: HubOptions = {}): Promise<QuietHub> {
  const warnings: string[] = [];
  const errors: string[] = [];
  const engine = await startDurable({
    functions: durableFunctionsOf(app),
    store,
    clock,
    log: {
      write: (level, _source, text) => {
        if (level === 'warn') warnings.push(text);
        if (level === 'error') errors.push(text);
      },
    },
    hubName: 'TestHubName',
    maxConcurrentActivities: 10,
    maxConcurrentOrchestrators: 10,
    ...limits,
  });
  // What was killed cannot be stopped.
  onTestFinished(() => (store instanceof MortalStore && store.dead ? undefined : engine.stop()));
  return { engine, clock, store, warnings, errors };
}

/** The same, and a client. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  // As any host sets it; the client asks for it.
  vi.stubEnv('WEBSITE_HOSTNAME', '127.0.0.1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const hub = await startQuietHub(options);
  const { engine } = hub;
  const origin = await listen(engine);
  const client = clientOf(engine, origin);

  const end = async (instanceId: string) => {
    const finished = () =>
      ['Completed', 'Failed', 'Terminated'].includes(engine.instance(instanceId)?.runtimeStatus ?? '');
    await until(`the end of ${instanceId}`, finished);
    return client.getStatus(instanceId);
  };
  return {
    ...hub,
    client,
    origin,
    end,
    run: async (orchestrator, input) => end(await client.startNew(orchestrator, { input })),
    rest: () => until('nothing runs', () => !engine.busy()).then(() => undefined),
  };
}
