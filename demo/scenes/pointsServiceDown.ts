import { until } from '../../local/until.js';
import { holds, type Scene, tell } from '../scene.js';

export const pointsServiceDown: Scene = {
  title: 'The points service is down while Kim cancels the first order',
  async play(stage) {
    tell('restarting with AzureWebJobs.revokePoints.Disabled=true …');
    await stage.reopen({ 'AzureWebJobs.revokePoints.Disabled': 'true' });
    const order = await stage.shop.cancelOrder(stage.idOf('first'), { wait: 10 });
    holds('the cancel completes all the same', order.status === 'cancelled');
    holds('the payment is cancelled', order.payment?.status === 'cancelled');
    holds('the points stay for now: MyPoint shows 2700', (await stage.shop.points('kim')).balance === 2_700);
    tell('bringing it back …');
    await stage.reopen();
    await until('MyPoint shows 0', async () => (await stage.shop.points('kim')).balance === 0);
    holds('the message was waiting: MyPoint shows 0', true);
  },
};
