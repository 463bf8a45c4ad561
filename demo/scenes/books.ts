import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';

/** What a payment's status in the provider's books must be for an order's. */
const EXPECTED: Readonly<Record<string, string>> = { confirmed: 'DONE', cancelled: 'CANCELED', rejected: 'none' };

export const books: Scene = {
  title: 'The books: provider, orders and MyPoint agree',
  async play(stage) {
    const payments = await stage.provider.books();
    tell(`${'order'.padEnd(14)}${'customer'.padEnd(10)}${'status'.padEnd(12)}${'KRW'.padStart(7)}   provider`);
    for (const [name, orderId] of stage.orders) {
      const order = await stage.shop.order(orderId);
      const payment = payments.filter((entry) => entry.orderId === orderId);
      const booked = payment[0]?.status ?? 'none';
      const columns = [
        name.padEnd(14),
        order.customerId.padEnd(10),
        order.status.padEnd(12),
        String(order.totalPrice).padStart(7),
      ];
      tell(`${columns.join('')}   ${booked}`);
      if (payment.length > 1 || booked !== EXPECTED[order.status]) holds(`the books agree on ${name}`, false);
    }
    holds(
      'every payment of the provider belongs to an order, and agrees with it',
      payments.length === paidOrders(stage),
    );
    for (const customer of ['kim', 'lee', 'park']) await pointsAgree(stage, customer);
  },
};

/** All orders of the story but the declined one were paid once. */
function paidOrders({ orders }: Parameters<Scene['play']>[0]): number {
  return [...orders.keys()].filter((name) => name !== 'declined').length;
}

async function pointsAgree(stage: Parameters<Scene['play']>[0], customer: string): Promise<void> {
  const orders = await Promise.all([...stage.orders.values()].map((orderId) => stage.shop.order(orderId)));
  const confirmed = orders.filter((order) => order.customerId === customer && order.status === 'confirmed');
  const owed = confirmed.reduce((sum, { points }) => sum + (points?.points ?? 0), 0);
  await until(`MyPoint of ${customer} shows ${owed}`, async () => (await stage.shop.points(customer)).balance === owed);
  holds(`MyPoint of ${customer} shows ${owed}, the sum of the confirmed orders`, true);
}
