import { beforeAll, describe, expect, it } from 'vitest';
import { isRunning, processIdentity } from '../../local/storage/processIdentity.js';
import { LastingShop, openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

interface ProcessView {
  readonly group: string;
  readonly pid: number;
  readonly functions: readonly string[];
}

async function processesOf({ process }: Shop): Promise<ProcessView[]> {
  return (await (await fetch(`${process.url}/_local/processes`)).json()) as ProcessView[];
}

const allGone = (groups: readonly ProcessView[]) =>
  until('the end of all groups', () => !groups.some(({ pid }) => isRunning(processIdentity(pid))));

describe('with --isolate', () => {
  const OPEN_MS = 60_000;
  const shop = openShop({
    args: ['--isolate'],
    settings: { CIRCUIT_MINIMUM_CALLS: '3', CIRCUIT_OPEN_MS: String(OPEN_MS), PAYMENT_RETRY_FIRST_MS: '1000' },
  });
  let groups: readonly ProcessView[];

  beforeAll(async () => {
    groups = await processesOf(shop);
  });

  it('each scale group has a process of its own, as on the Flex Consumption plan', () => {
    const found = Object.fromEntries(groups.map(({ group, functions }) => [group, functions]));
    expect(Object.keys(found).sort()).toEqual([
      'durable',
      'function:handleOrderCommand',
      'function:projectMyPoint',
      'function:revokePoints',
      'http',
    ]);
    expect(found.http).toEqual(expect.arrayContaining(['placeOrder', 'cancelOrder', 'getOrder', 'getHealth']));
    expect(found.durable).toEqual(expect.arrayContaining(['paymentSaga', 'chargePayment', 'accruePoints']));
    const pids = [shop.process.pid, ...groups.map(({ pid }) => pid)];
    expect(new Set(pids).size).toBe(6);
  });

  it('an order is paid, delivered and rewarded, and a cancel undoes it', async () => {
    const { body: order } = await shop.order({ customer: 'kim', quantity: 5, wait: 10 });
    expect(order).toMatchObject({ status: 'confirmed', points: { points: 9_000 } });
    await shop.pointsOnce('kim', ({ balance }) => balance === 9_000);

    expect(await shop.cancel(order.orderId, 10)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await shop.pointsOnce('kim', ({ balance, revoked }) => balance === 0 && revoked === 9_000);
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'CANCELED' });

    const output = shop.process.output();
    const line = (group: string, name: string) =>
      new RegExp(`^\\[${group}\\] .*${name} \\w+ .*order=${order.orderId}`, 'm');
    expect(output).toMatch(line('http', 'placeOrder'));
    expect(output).toMatch(line('function:handleOrderCommand', 'handleOrderCommand'));
    expect(output).toMatch(line('durable', 'chargePayment'));
    expect(output).toMatch(line('function:revokePoints', 'revokePoints'));
    // One order takes many turns: only --verbose shows them.
    expect(output).not.toMatch(/functions: paymentSaga/);
  });

  it('the inside view shows all groups as one', async () => {
    const view = async (path: string) => (await fetch(`${shop.process.url}/_local/${path}`)).json();
    expect(await view('orchestrations')).toMatchObject([{ name: 'paymentSaga', runtimeStatus: 'Completed' }]);
    expect(await view('functions')).toEqual(
      expect.arrayContaining(
        ['placeOrder', 'paymentSaga', 'revokePoints'].map((name) => expect.objectContaining({ name })),
      ),
    );
    expect(await view('circuit')).toMatchObject({ circuit: 'closed' });
    expect((await fetch(`${shop.process.url}/_local/nothing`)).status).toBe(404);
  });

  it('the front door turns orders away while the circuit is open, though the calls failed in another process', async () => {
    await shop.faults({ mode: 'overloaded' });
    await Promise.all([1, 2, 3].map(() => shop.order({ customer: 'lee' })));
    const refused = await until('a refused order', async () => {
      const answer = await shop.order({ customer: 'lee' });
      return answer.status === 503 && answer;
    });
    expect(refused.body).toMatchObject({ type: 'urn:hearty-breakfast:problem:payment-overloaded' });
    expect(shop.process.output()).toMatch(/^\[durable\] .*payment circuit opened/m);
  });

  it('moved time reaches every group: the circuit closes, and what was in flight completes', async () => {
    await shop.faults({ mode: 'none' });
    const orders = (await shop.books()).length;
    await until('all orders paid', async () => {
      const { payment } = (await shop.call<{ payment: { circuit: string } }>('GET', '/health')).body;
      if (payment.circuit === 'closed' && (await shop.books()).length >= orders + 3) return true;
      await shop.process.advance(OPEN_MS / 4);
      return false;
    });
    await until('rest', () => shop.process.idle());
  });

  it('a group that dies takes everything down, and the last line says which', async () => {
    const victim = groups.find(({ group }) => group === 'function:revokePoints');
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await allGone(groups);
    await until('the end', () => !isRunning(processIdentity(shop.process.pid)));
    expect(shop.process.output().trim().split('\n').at(-1)).toBe(
      'The process of function:revokePoints ended unexpectedly (SIGKILL): everything stops.',
    );
  });
});

describe('a data folder', () => {
  it('serves with and without --isolate in turn, and a stop leaves no group behind', { timeout: 60_000 }, async () => {
    const shop = await LastingShop.open();
    const { body: first } = await shop.order({ customer: 'kim', quantity: 5, wait: 10 });
    await shop.process.kill();

    await shop.restart({}, ['--isolate']);
    const groups = await processesOf(shop);
    expect(await shop.cancel(first.orderId, 10)).toMatchObject({ body: { status: 'cancelled' } });
    const { body: second } = await shop.order({ customer: 'kim', quantity: 3, wait: 10 });
    expect(await shop.process.stop()).toBe(0);
    await allGone(groups);

    await shop.restart();
    expect(await shop.cancel(second.orderId, 10)).toMatchObject({ body: { status: 'cancelled' } });
    await shop.pointsOnce('kim', ({ balance, revoked }) => balance === 0 && revoked === 11_700);
  });
});
