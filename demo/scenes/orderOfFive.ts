import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';

export const orderOfFive: Scene = {
  title: 'Kim orders five more for the office (rate 20%)',
  async play(stage) {
    const order = await stage.order('second', { customer: 'kim', quantity: 5 });
    tell(`order ${order.orderId}: ${order.amount} items, ${order.totalPrice} KRW`);
    holds('9000 points, 20% of the price', order.points?.points === 9_000 && order.points.rate === 0.2);
    await until('MyPoint shows 11700', async () => (await stage.shop.points('kim')).balance === 11_700);
    holds('MyPoint shows 11700', true);
  },
};
