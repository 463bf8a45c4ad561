import {
  CANCEL_ORDER,
  PAYMENT_SAGA,
  type PaymentSagaInput,
  RESUME_REFUND,
} from '../../../functions/payment/messages.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import { beginApp, df, type QuietHub, startQuietHub } from '../../contracts/support/durableHub.js';
import { MortalStore } from '../../contracts/support/mortalStore.js';

import { type Cancel, Customer, isAt, type Moment } from './customer.js';
import { ACTIVITIES, type Activity, ORDER_ID, type World } from './sagaWorld.js';
import { soon } from './soon.js';

beginApp();

// What it imports needs the programming model that the hub's module has put in place.
const { paymentSaga } = await import('../../../functions/payment/paymentSaga.js');

export interface Disturbance {
  /** The process dies; another one goes on from the store. */
  readonly crash?: Moment;
  /** The process dies with its nth write to the store. */
  readonly crashAtWrite?: number;
  /** Each activity runs twice, and only the second time is heard of. */
  readonly twice?: boolean;
  readonly cancel?: Cancel;
}

const INPUT: Omit<PaymentSagaInput, 'order'> = {
  orderName: '든든한 아침식사 5개',
  policy: { retryFirstMs: 1_000, retryMaxMs: 4_000, chargePatienceMs: 8_000, refundPatienceMs: 8_000 },
};

/** As the vendor's client asks the engine, without the wire between them. */
async function post({ engine }: QuietHub, path: string, body: object = {}): Promise<void> {
  const { status } = await engine.handle({
    ...{ method: 'POST', path, query: new URLSearchParams(), url: `http://127.0.0.1${path}` },
    ...{ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
  if (status !== 202) throw new Error(`${path} was answered with ${status}`);
}

/** The only instance there is. */
const sagaIn = ({ engine }: QuietHub) => [...engine.instances()].at(0);

const raise = (hub: QuietHub, event: string) => post(hub, `/instances/${ORDER_ID}/raiseEvent/${event}`);

/** The run whose activities are being called: a process of the Functions library holds one app. */
let current: SagaRun;
for (const name of ACTIVITIES) df.app.activity(name, { handler: (input) => current.perform(name, input as never) });
df.app.orchestration(PAYMENT_SAGA, paymentSaga);

/** The saga of the world's order, played to its end as fast as its timers can be moved, with something going wrong. */
export class SagaRun {
  readonly customer: Customer;
  /** How many activities ran. */
  activities = 0;
  /** How often a refund was parked. */
  parked = 0;
  readonly lives: MortalStore[] = [];
  readonly #warnings: (readonly string[])[] = [];
  #hub: Promise<QuietHub> = Promise.reject(new Error('not begun'));

  constructor(
    readonly world: World,
    private readonly disturbance: Disturbance = {},
  ) {
    this.#hub.catch(() => {});
    this.customer = new Customer(world, disturbance.cancel, async () => raise(await this.#hub, CANCEL_ORDER));
    current = this;
  }

  get warnings(): string[] {
    return this.#warnings.flat();
  }

  async play(): Promise<this> {
    let store = new MortalStore(new MemoryStore(), this.disturbance.crashAtWrite);
    for (;;) {
      const hub = await this.#open(store);
      await this.#live(hub, store);
      if (!store.dead) return this;
      store = new MortalStore(store.survivor);
    }
  }

  /** Runs an activity of this run. */
  async perform(name: Activity, input: never): Promise<unknown> {
    const life = this.lives.at(-1);
    const activity = this.activities++;
    await this.#moment(life, { activity, when: 'before' });
    const work = this.world.activities[name];
    if (this.disturbance.twice) await work(input);
    const result = await work(input);
    await this.#moment(life, { activity, when: 'after' });
    return result;
  }

  async #moment(life: MortalStore | undefined, moment: Moment): Promise<void> {
    await this.#hub;
    // The dead do nothing.
    if (life?.dead) await new Promise(() => {});
    await this.customer.at(moment);
    if (!isAt(this.disturbance.crash, moment)) return;
    life?.kill();
    await new Promise(() => {});
  }

  /** Begins a life of the process. Whoever started the saga and got no answer starts it again. */
  async #open(store: MortalStore): Promise<QuietHub> {
    this.lives.push(store);
    this.#hub = startQuietHub({ store, clock: this.world.clock });
    const hub = await this.#hub;
    this.#warnings.push(hub.warnings);
    if (sagaIn(hub) === undefined) {
      const input = { ...INPUT, order: this.world.order };
      const started = post(hub, `/orchestrators/${PAYMENT_SAGA}/${ORDER_ID}`, input);
      await Promise.race([started, soon('the death of the process', () => store.dead)]);
    }
    return hub;
  }

  /** Until the saga has ended, or the process. */
  async #live(hub: QuietHub, store: MortalStore): Promise<void> {
    for (;;) {
      await soon('rest or death', () => store.dead || !hub.engine.busy());
      if (store.dead) return;
      const status = sagaIn(hub)?.runtimeStatus;
      if (status === 'Completed') return;
      if (status === 'Failed') throw new Error(`the saga failed: ${hub.errors.join('; ')}`);
      await this.#goOn(hub, store);
    }
  }

  /** Nothing runs: the customer acts, or time passes, or an operator acts. */
  async #goOn(hub: QuietHub, store: MortalStore): Promise<void> {
    const { engine } = hub;
    if (await this.customer.next()) return;
    const [timer] = engine.timers();
    if (timer) {
      this.world.clock.advance(Math.max(Date.parse(timer.fireAt) - this.world.clock.now(), 0));
      await soon(
        `the timer of ${timer.fireAt}`,
        () => store.dead || !engine.timers().some(({ fireAt }) => fireAt === timer.fireAt),
      );
      return;
    }
    if (!sagaIn(hub)?.customStatus) throw new Error('the saga waits for nothing that could come');
    this.parked += 1;
    const raised = raise(hub, RESUME_REFUND);
    await Promise.race([raised, soon('the death of the process', () => store.dead)]);
  }
}
