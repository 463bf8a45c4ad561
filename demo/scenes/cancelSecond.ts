import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';

export const cancelSecond: Scene = {
  title: 'The office is closed: Kim cancels the second order',
  async play(stage) {
    const order = await stage.shop.cancelOrder(stage.idOf('second'), { wait: 10, reason: '오늘은 쉬는 날' });
    tell(`order ${order.orderId}: ${order.status}`);
    holds('the payment is cancelled', order.payment?.status === 'cancelled');
    holds('the delivery is called off', order.delivery?.status === 'cancelled');
    await until('MyPoint shows 2700', async () => (await stage.shop.points('kim')).balance === 2_700);
    holds('the points are gone: MyPoint shows 2700', true);
  },
};
