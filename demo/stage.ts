import { HeartyBreakfast } from '../client/index.js';
import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { simulatorClient } from '../local/payment-provider/simulatorClient.js';

/** Quick enough to watch: a circuit that opens after a handful of failures and asks again two seconds later. */
const SETTINGS = {
  PAYMENT_RETRY_FIRST_MS: '300',
  PAYMENT_RETRY_MAX_MS: '1000',
  CIRCUIT_MINIMUM_CALLS: '3',
  CIRCUIT_OPEN_MS: '2000',
};

/** A private shop for one performance, on free ports and a folder of its own. */
export class Stage {
  /** Orders by the name that the story gives them. */
  readonly orders = new Map<string, string>();

  static async open(dataFolder: string): Promise<Stage> {
    return new Stage(dataFolder, await startProcess({ dataFolder, settings: SETTINGS }));
  }

  private constructor(
    private readonly dataFolder: string,
    private process: LocalProcess,
  ) {}

  /** The shop as a customer's program sees it; it says no at once instead of trying again. */
  get shop(): HeartyBreakfast {
    return new HeartyBreakfast({ url: this.process.url, language: 'ko', patienceMs: 0 });
  }

  /** Orders bulgogi rice bowls and waits up to `wait` seconds for the order to settle. */
  async order(name: string, request: { customer: string; quantity: number; card?: string; wait?: number }) {
    const { customer, quantity, card = 'bk_ok', wait = 10 } = request;
    const lines = [{ menuId: 'bulgogi-rice', quantity }];
    const order = await this.shop.placeOrder(
      { customerId: customer, lines, deliveryAddress: '서울시 종로구 1', billingKey: card },
      { wait },
    );
    this.orders.set(name, order.orderId);
    return order;
  }

  /** @throws where the story has no order of that name */
  idOf(name: string): string {
    const orderId = this.orders.get(name);
    if (orderId === undefined) throw new Error(`no order is named ${name}`);
    return orderId;
  }

  /** Stops the shop and starts it again on its data, with app settings changed. */
  async reopen(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.process.stop();
    this.process = await startProcess({ dataFolder: this.dataFolder, settings: { ...SETTINGS, ...settings } });
  }

  /** The provider's simulator: its faults and its books. */
  get provider() {
    return simulatorClient(this.process.paymentUrl);
  }

  /** Lines of the shop's log that speak of the circuit. */
  circuitLines(): readonly string[] {
    const lines = this.process.output().split('\n');
    return lines.flatMap((line) => /The payment circuit .*/.exec(line)?.[0] ?? []);
  }

  async close(): Promise<void> {
    await this.process.stop();
  }
}
