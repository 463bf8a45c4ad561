import { HealthResource } from '../functions/health/healthResource.js';
import { MenuResource } from '../functions/orders/http/menuResource.js';
import { OrderResource } from '../functions/orders/http/orderResource.js';
import type { PlaceOrderRequest } from '../functions/orders/http/requests.js';
import { TimelineResource } from '../functions/orders/http/timelineResource.js';
import { MyPointResource } from '../functions/points/http/myPointResource.js';
import { type Connection, connect } from './connection.js';
import { type CallOptions, type ClientOptions, REAL_SURROUNDINGS, type WaitOptions } from './options.js';

export type PointEntry = MyPointResource['entries'][number];

export interface PointsOptions extends CallOptions {
  /** Entries on a page, at most 100. */
  readonly limit?: number;
  readonly continuationToken?: string;
}

/**
 * The API as TypeScript sees it. Calls are tried again while that can help, and reject with a ProblemError where the
 * API says no, with a ConnectionError where no answer came, or with a ZodError where one is not what the API promises.
 */
export class HeartyBreakfast {
  readonly #call: Connection;
  readonly #newKey: () => string;

  constructor(options: ClientOptions) {
    this.#call = connect(options);
    this.#newKey = options.surroundings?.newKey ?? REAL_SURROUNDINGS.newKey;
  }

  menu(options?: CallOptions): Promise<MenuResource> {
    return this.#call({ method: 'GET', path: '/menu', answer: MenuResource }, options);
  }

  /**
   * Places an order once, however often it has to be tried.
   *
   * @param options.idempotencyKey names the order across calls, too; without it, each call is an order of its own
   */
  placeOrder(
    order: PlaceOrderRequest,
    { wait, idempotencyKey = this.#newKey(), ...options }: WaitOptions & { readonly idempotencyKey?: string } = {},
  ): Promise<OrderResource> {
    const headers = { 'idempotency-key': idempotencyKey };
    const call = { method: 'POST', path: '/orders', body: order, headers, wait, answer: OrderResource } as const;
    return this.#call(call, options);
  }

  order(orderId: string, { wait, ...options }: WaitOptions = {}): Promise<OrderResource> {
    return this.#call(
      { method: 'GET', path: `/orders/${encodeURIComponent(orderId)}`, wait, answer: OrderResource },
      options,
    );
  }

  cancelOrder(
    orderId: string,
    { wait, reason, ...options }: WaitOptions & { readonly reason?: string } = {},
  ): Promise<OrderResource> {
    const path = `/orders/${encodeURIComponent(orderId)}/cancel`;
    const body = reason === undefined ? {} : { reason };
    return this.#call({ method: 'POST', path, body, wait, answer: OrderResource }, options);
  }

  timeline(orderId: string, options?: CallOptions): Promise<TimelineResource> {
    const path = `/orders/${encodeURIComponent(orderId)}/timeline`;
    return this.#call({ method: 'GET', path, answer: TimelineResource }, options);
  }

  /** MyPoint: a customer's balance and one page of entries, newest first. */
  points(customerId: string, { limit, continuationToken, ...options }: PointsOptions = {}): Promise<MyPointResource> {
    const query = new URLSearchParams({
      ...(limit !== undefined && { limit: String(limit) }),
      ...(continuationToken !== undefined && { continuationToken }),
    });
    const path = `/customers/${encodeURIComponent(customerId)}/points${query.size > 0 ? `?${query}` : ''}`;
    return this.#call({ method: 'GET', path, answer: MyPointResource }, options);
  }

  /** Every entry of a customer's points, newest first, read page by page as they are asked for. */
  async *pointEntries(
    customerId: string,
    options: Omit<PointsOptions, 'continuationToken'> = {},
  ): AsyncGenerator<PointEntry, void, undefined> {
    let continuationToken: string | null | undefined;
    do {
      const page: MyPointResource = await this.points(customerId, {
        ...options,
        ...(continuationToken && { continuationToken }),
      });
      yield* page.entries;
      continuationToken = page.continuationToken;
    } while (continuationToken !== null);
  }

  /** Also tells, rather than throws, where the shop is not well. */
  health(options?: CallOptions): Promise<HealthResource> {
    return this.#call({ method: 'GET', path: '/health', answer: HealthResource, alsoAnswers: [503] }, options);
  }
}
