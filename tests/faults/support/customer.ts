import { markCancelling } from '../../../functions/orders/domain/order.js';
import { update } from '../../../functions/shared/documents.js';
import { ORDER_ID, type World } from './sagaWorld.js';

/** A point of time in a run: just before, or just after, the effect of the nth activity (from 0). */
export interface Moment {
  readonly activity: number;
  readonly when: 'before' | 'after';
}

/** When the customer cancels, and what comes first: the event reaches the saga, or the order is marked; or at once. */
export interface Cancel extends Moment {
  readonly first: 'both' | 'event' | 'mark';
}

export function isAt(moment: Moment | undefined, { activity, when }: Moment): boolean {
  return moment?.activity === activity && moment.when === when;
}

/** A customer who cancels at one moment of a run. What comes second comes at the next moment. */
export class Customer {
  /** Was told that the cancellation is accepted. */
  accepted = false;
  #todo: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly world: World,
    private readonly plan: Cancel | undefined,
    private readonly raise: () => Promise<unknown>,
  ) {}

  async at(moment: Moment): Promise<void> {
    if (isAt(this.plan, moment)) this.#todo = this.#steps();
    await this.next();
  }

  /** @returns whether there was anything left to do */
  async next(): Promise<boolean> {
    const step = this.#todo.shift();
    await step?.();
    return step !== undefined;
  }

  #steps(): (() => Promise<unknown>)[] {
    const mark = () => this.#mark();
    switch (this.plan?.first) {
      case 'both':
        return [() => this.raise().then(mark)];
      case 'event':
        return [this.raise, mark];
      default:
        return [mark, this.raise];
    }
  }

  async #mark(): Promise<void> {
    const now = new Date(this.world.clock.now());
    const order = await update(this.world.orders, ORDER_ID, ORDER_ID, (current) => markCancelling(current, now, null));
    this.accepted = order?.status === 'cancelling' || order?.status === 'cancelled';
  }
}
