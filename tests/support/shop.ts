import { beforeAll, onTestFinished } from 'vitest';
import type { OrderResource } from '../../functions/orders/http/orderResource.js';
import type { MyPointResource } from '../../functions/points/http/myPointResource.js';
import type { LocalProcess, ProcessOptions } from '../../local/localProcess.js';
import type { BookEntry } from '../../local/payment-provider/simulatorApi.js';
import { type Faults, simulatorClient } from '../../local/payment-provider/simulatorClient.js';
import { breakfast } from './breakfast.js';
import { startShop } from './startShop.js';
import { removeFolder, temporaryFolder } from './temporaryFolder.js';
import { until } from './until.js';

/** An answer of the API, with its body as it came. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export type { OrderResource } from '../../functions/orders/http/orderResource.js';
export type { MyPointResource } from '../../functions/points/http/myPointResource.js';
export type { BookEntry } from '../../local/payment-provider/simulatorApi.js';
export type { Faults } from '../../local/payment-provider/simulatorClient.js';

/** What a customer, and the provider's bookkeeper, can do with a running shop. */
export class Shop {
  #process: LocalProcess | undefined;

  constructor(process?: LocalProcess) {
    this.#process = process;
  }

  get process(): LocalProcess {
    if (!this.#process) throw new Error('the shop is not open yet');
    return this.#process;
  }

  set process(process: LocalProcess) {
    this.#process = process;
  }

  get #simulator() {
    return simulatorClient(this.process.paymentUrl);
  }

  async call<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.process.url}/api${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  }

  /** Orders bulgogi rice. `wait` seconds for the order to settle. */
  order(request: {
    customer: string;
    quantity?: number;
    card?: string;
    wait?: number;
    key?: string;
  }): Promise<Answer<OrderResource>> {
    const { customer, quantity = 1, card = 'bk_ok', wait, key } = request;
    const lines = [{ menuId: 'bulgogi-rice', quantity }];
    const body = breakfast({ customerId: customer, lines, billingKey: card });
    return this.call('POST', '/orders', body, {
      ...(wait !== undefined && { prefer: `wait=${wait}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    });
  }

  getOrder(orderId: string, wait?: number): Promise<Answer<OrderResource>> {
    return this.call('GET', `/orders/${orderId}`, undefined, wait === undefined ? {} : { prefer: `wait=${wait}` });
  }

  cancel(orderId: string, wait?: number): Promise<Answer<OrderResource>> {
    return this.call(
      'POST',
      `/orders/${orderId}/cancel`,
      undefined,
      wait === undefined ? {} : { prefer: `wait=${wait}` },
    );
  }

  async points(customer: string): Promise<MyPointResource> {
    return (await this.call<MyPointResource>('GET', `/customers/${customer}/points`)).body;
  }

  /** Waits until MyPoint of a customer fulfils `condition`. */
  pointsOnce(customer: string, condition: (points: MyPointResource) => boolean): Promise<MyPointResource> {
    return until(`points of ${customer}`, async () => {
      const points = await this.points(customer);
      return condition(points) ? points : undefined;
    });
  }

  /** Waits until an order is in one of the states. */
  orderOnce(orderId: string, ...statuses: string[]): Promise<OrderResource> {
    return until(`order ${orderId} ${statuses.join(' or ')}`, async () => {
      const { body } = await this.getOrder(orderId);
      return statuses.includes(body.status) ? body : undefined;
    });
  }

  faults(faults: Faults): Promise<void> {
    return this.#simulator.faults(faults);
  }

  /** The provider's own books. */
  books(): Promise<BookEntry[]> {
    return this.#simulator.books();
  }

  /** Calls that reached the provider so far, answered or not. */
  requests(): Promise<number> {
    return this.#simulator.requests();
  }

  async bookOf(orderId: string): Promise<BookEntry | undefined> {
    return (await this.books()).find((entry) => entry.orderId === orderId);
  }
}

/** A shop for all tests of a file, stopped after the last. */
export function openShop(options: ProcessOptions = {}): Shop {
  const shop = new Shop();
  beforeAll(async () => {
    shop.process = await startShop(options);
    return async () => void (await shop.process.stop());
  });
  return shop;
}

/** A shop for one test that closes and opens again on the same data, perhaps with other settings. */
export class LastingShop extends Shop {
  static async open(
    settings: Readonly<Record<string, string>> = {},
    args: readonly string[] = [],
  ): Promise<LastingShop> {
    const dataFolder = await temporaryFolder();
    const shop = new LastingShop(await startShop({ dataFolder, settings, args }), dataFolder);
    onTestFinished(async () => {
      await shop.process.kill();
      await removeFolder(dataFolder);
    });
    return shop;
  }

  private constructor(
    process: LocalProcess,
    readonly dataFolder: string,
  ) {
    super(process);
  }

  /** Stops it and starts it again with other settings. */
  async reopen(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.process.stop();
    await this.restart(settings);
  }

  /** Starts it again after it was stopped or killed. */
  async restart(settings: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<void> {
    this.process = await startShop({ dataFolder: this.dataFolder, settings, args });
  }
}
