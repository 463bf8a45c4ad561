import { ServiceBusClient } from '@azure/service-bus';
import { beforeAll, describe, expect, it } from 'vitest';
import { openShop } from '../support/shop.js';
import { until } from '../support/until.js';

const shop = openShop({
  args: ['--verbose'],
  settings: { CIRCUIT_MINIMUM_CALLS: '2', CIRCUIT_OPEN_MS: '60000', PAYMENT_RETRY_FIRST_MS: '60000' },
});

interface EntityView {
  readonly path: string;
  readonly deadLettered: number;
}

interface OrchestrationView {
  readonly instanceId: string;
  readonly name: string;
  readonly runtimeStatus: string;
  readonly createdAt: string;
}

function look(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${shop.process.url}/_local${path}`, init);
}

async function view<T = unknown>(path: string): Promise<T> {
  const answer = await look(path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

/** Sends a command that nobody can handle. */
async function sendNonsense(messageId: string): Promise<void> {
  const [, port] = /amqp:\/\/127\.0\.0\.1:(\d+)/.exec(shop.process.output()) ?? [];
  const client = new ServiceBusClient(
    `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true;`,
  );
  await client
    .createSender('order-commands')
    .sendMessages({ messageId, sessionId: messageId, body: { type: 'Dance' } });
  await client.close();
}

let confirmed: string;
let cancelled: string;

beforeAll(async () => {
  confirmed = (await shop.order({ customer: 'kim', wait: 10 })).body.orderId;
  cancelled = (await shop.order({ customer: 'kim', wait: 10 })).body.orderId;
  await shop.cancel(cancelled, 10);
});

describe('the inside view', () => {
  it('begins with a list of all views and what they show, each of which can be seen', async () => {
    const { views } = await view<{ views: Record<string, string> }>('');
    const paths = Object.keys(views);
    expect(paths.length).toBeGreaterThanOrEqual(9);
    for (const path of paths) await view(path.replace('/_local', '').replace('{id}', confirmed));
  });

  it('changes nothing, and knows nothing beyond its views', async () => {
    expect((await look('/entities', { method: 'DELETE' })).status).toBe(405);
    for (const path of ['/nothing', '/entities/nothing', '/orchestrations/nothing', '/functions/getMenu']) {
      expect((await look(path)).status, path).toBe(404);
    }
  });

  it('shows the process that runs the functions', async () => {
    const [only, ...others] = await view<{ pid: number; functions: string[] }[]>('/processes');
    expect(others).toEqual([]);
    expect(only).toMatchObject({ group: 'all', pid: shop.process.pid });
    expect(only?.functions).toContain('placeOrder');
  });

  it('shows functions with trigger and route', async () => {
    const functions = await view<{ name: string }[]>('/functions');
    expect(functions.find(({ name }) => name === 'placeOrder')).toEqual({
      name: 'placeOrder',
      trigger: 'httpTrigger',
      disabled: false,
      route: 'orders',
      methods: ['POST'],
    });
  });

  it('shows orchestrations, newest first, by status and as many as wanted', async () => {
    const all = await view<OrchestrationView[]>('/orchestrations');
    expect(all).toHaveLength(2);
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
    const ids = async (query: string) =>
      (await view<OrchestrationView[]>(`/orchestrations?${query}`)).map(({ instanceId }) => instanceId);
    expect(await ids('status=running')).toEqual([confirmed]);
    expect(await ids('status=Completed')).toEqual([cancelled]);
    expect(await ids('status=Running,Completed&limit=1')).toEqual([all[0]?.instanceId]);
    expect(await ids('status=Failed')).toEqual([]);
  });

  it('shows one orchestration with its history and open timers', async () => {
    const saga = await view<{ history: { EventType: string }[]; openTimers: unknown[] }>(
      `/orchestrations/${confirmed}`,
    );
    expect(saga).toMatchObject({ instanceId: confirmed, name: 'paymentSaga', runtimeStatus: 'Running' });
    expect(saga.history.map(({ EventType }) => EventType)).toEqual(
      expect.arrayContaining(['ExecutionStarted', 'TaskCompleted', 'TimerCreated']),
    );
    expect(saga.openTimers).toHaveLength(1);
  });

  it('shows which orchestration waits for what time', async () => {
    const timers = await view<{ instanceId: string; fireAt: string }[]>('/timers');
    expect(timers).toEqual([{ instanceId: confirmed, fireAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }]);
    expect(await view('/timers?limit=0')).toEqual([]);
  });

  it('shows containers with their items and what they cost', async () => {
    const containers = await view<{ container: string; items: number; requestUnits: number }[]>('/containers');
    const orders = containers.find(({ container }) => container === 'orders');
    expect(orders).toMatchObject({ database: 'hearty-breakfast', partitionKey: '/orderId', items: 2 });
    expect(orders?.requestUnits).toBeGreaterThan(1);
  });

  it('shows queues, topics and subscriptions, and why a message became a dead letter', async () => {
    await sendNonsense('nonsense-1');
    const letters = await until('a dead letter', async () => {
      const found = await view<unknown[]>('/dead-letters');
      return found.length > 0 && found;
    });
    const letter = { messageId: 'nonsense-1', reason: 'MaxDeliveryCountExceeded', deliveryCount: 10 };
    expect(letters).toMatchObject([{ entity: 'order-commands', ...letter, description: expect.any(String) }]);
    expect(await view('/dead-letters?entity=payment-events/Subscriptions/points')).toEqual([]);
    expect(await view('/dead-letters?limit=0')).toEqual([]);

    const entities = await view<EntityView[]>('/entities');
    expect(entities.map(({ path }) => path)).toEqual([
      'order-commands',
      'payment-events',
      'payment-events/Subscriptions/points',
    ]);
    expect(entities[0]).toMatchObject({ kind: 'queue', deadLettered: 1, deadLetters: [letter] });
  });

  it('shows the circuit, and until when it is open', async () => {
    expect(await view('/circuit')).toEqual({ circuit: 'closed', retryAfterSeconds: null });
    await shop.faults({ mode: 'overloaded' });
    await Promise.all([1, 2, 3].map(() => shop.order({ customer: 'lee' })));
    const circuit = await until('an open circuit', async () => {
      const shown = await view<{ circuit: string; openedAt: string; until: string }>('/circuit');
      return shown.circuit === 'open' && shown;
    });
    expect(Date.parse(circuit.until) - Date.parse(circuit.openedAt)).toBe(60_000);
    expect(circuit).toMatchObject({ probe: null, retryAfterSeconds: expect.any(Number) });
  });
});

it('each call leaves one line in the log, with its order', () => {
  const lines = shop.process.output().split('\n');
  const of = (name: string, orderId: string) =>
    lines.filter((line) => new RegExp(`functions: ${name} \\w+ \\d+ms order=${orderId}$`).test(line));
  expect(of('placeOrder', confirmed)).toHaveLength(1);
  expect(of('handleOrderCommand', confirmed)).toHaveLength(1);
  expect(of('chargePayment', confirmed)).toHaveLength(1);
  expect(of('cancelOrder', cancelled)).toHaveLength(1);
  const failed = lines.filter((line) => /handleOrderCommand failed \d+ms order=nonsense-1: .*invalid_union/.test(line));
  expect(failed).toHaveLength(10);
});

it('--verbose shows the turns of orchestrators, too', () => {
  expect(shop.process.output()).toMatch(new RegExp(`functions: paymentSaga ok \\d+ms order=${confirmed}$`, 'm'));
});
