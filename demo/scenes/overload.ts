import { ProblemError } from '../../client/index.js';
import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';
import type { Stage } from '../stage.js';

export const overload: Scene = {
  title: 'The payment provider is overloaded',
  async play(stage) {
    const before = await stage.order('before', { customer: 'park', quantity: 2 });
    await stage.provider.faults({ mode: 'overloaded' });
    await sendIntoTheOverload(stage);
    await until('the circuit is open', async () => (await stage.shop.health()).payment.circuit === 'open');
    holds('the circuit is open', true);

    await refused('a new order', stage.order('refused', { customer: 'choi', quantity: 1 }));
    await refused('a cancel', stage.shop.cancelOrder(before.orderId));
    const { status } = await stage.shop.order(stage.idOf('in flight 1'));
    holds('what was in flight waits and retries', status === 'placed');

    await stage.provider.faults({ mode: 'none' });
    tell('the provider is back …');
    await until('the circuit is closed', async () => (await stage.shop.health()).payment.circuit === 'closed', 20_000);
    for (const name of ['in flight 1', 'in flight 2', 'in flight 3']) {
      const order = await stage.shop.order(stage.idOf(name), { wait: 20 });
      holds(`order ${name} is ${order.status}`, order.status === 'confirmed');
    }
    tell('the circuit, as the log tells it:');
    for (const line of stage.circuitLines()) tell(`  ${line}`);
  },
};

async function sendIntoTheOverload(stage: Stage): Promise<void> {
  const names = ['in flight 1', 'in flight 2', 'in flight 3'];
  await Promise.all(names.map((name) => stage.order(name, { customer: 'park', quantity: 5, wait: 0 })));
}

async function refused(what: string, call: Promise<unknown>): Promise<void> {
  const problem = await call.then(
    () => undefined,
    (error) => error,
  );
  const isRefusal = problem instanceof ProblemError && problem.slug === 'payment-overloaded';
  if (isRefusal) tell(`  503, Retry-After ${problem.retryAfterSeconds} s: “${problem.message}”`);
  holds(`${what} is turned away and asked to come back`, isRefusal);
}
