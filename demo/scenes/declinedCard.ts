import { holds, type Scene, tell } from '../scene.js';

export const declinedCard: Scene = {
  title: "Lee's card is declined",
  async play(stage) {
    const order = await stage.order('declined', { customer: 'lee', quantity: 5, card: 'bk_declined' });
    tell(`order ${order.orderId}: ${order.status}, ${order.reason}`);
    holds('rejected', order.status === 'rejected' && order.reason === 'card-declined');
    holds('no delivery, no points', order.delivery === null && order.points === null);
    holds('MyPoint of Lee is empty', (await stage.shop.points('lee')).entries.length === 0);
  },
};
