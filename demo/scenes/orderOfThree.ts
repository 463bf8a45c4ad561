import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';

export const orderOfThree: Scene = {
  title: 'Kim orders three bulgogi rice bowls (rate 10%)',
  async play(stage) {
    const order = await stage.order('first', { customer: 'kim', quantity: 3 });
    tell(`order ${order.orderId}: ${order.amount} items, ${order.totalPrice} KRW`);
    holds('paid', order.payment?.status === 'approved');
    holds('delivery started', order.delivery?.status === 'started');
    holds('2700 points, 10% of the price', order.points?.points === 2_700 && order.points.rate === 0.1);
    await until('MyPoint shows 2700', async () => (await stage.shop.points('kim')).balance === 2_700);
    holds('MyPoint shows 2700', true);
  },
};
