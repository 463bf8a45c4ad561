import type { ContainerReport } from '../../local/cosmos/cosmos.js';
import type { CountingLog } from './countingLog.js';

/** Functions that scale together, by the name of their scale group; every other function scales alone. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  http: ['placeOrder', 'getMyPoint', 'cancelOrder'],
  commands: ['handleOrderCommand'],
  events: ['revokePoints'],
  projection: ['projectMyPoint'],
};

/** What one order comes to. */
export interface Counts {
  readonly requestUnits: number;
  readonly serviceBusOperations: number;
  readonly queueOperations: number;
  readonly tableOperations: number;
  readonly gatewayCalls: number;
  /** Executions and busy seconds by scale group. */
  readonly groups: Readonly<Record<string, { readonly executions: number; readonly busySeconds: number }>>;
  /** Spent per second by the change feed that looks for changes in vain. */
  readonly idleRequestUnitsPerSecond: number;
}

/** What the containers had spent at moments of the run. */
interface Spent {
  readonly before: readonly ContainerReport[];
  readonly settled: readonly ContainerReport[];
  readonly idle: readonly ContainerReport[];
  readonly after: readonly ContainerReport[];
  readonly idleSeconds: number;
}

const total = (reports: readonly ContainerReport[], only: (container: string) => boolean) =>
  reports.filter(({ container }) => only(container)).reduce((sum, { requestUnits }) => sum + requestUnits, 0);

const polled = (container: string) => container === 'points-ledger' || container === 'leases';
const notPolled = (container: string) => !polled(container);

/** Containers that are polled tell an order's share only until the clock was moved. */
function requestUnits({ before, settled, after }: Spent): number {
  return total(after, notPolled) - total(before, notPolled) + (total(settled, polled) - total(before, polled));
}

/** @param history events of all orchestrations, as the management API shows them */
export function countsOf(orders: number, log: CountingLog, spent: Spent, history: readonly unknown[]): Counts {
  const executions = (names: readonly string[]) => names.reduce((sum, name) => sum + log.of(name).count, 0);
  const seconds = (names: readonly string[]) => names.reduce((sum, name) => sum + log.of(name).milliseconds, 0) / 1_000;

  const others = Object.values(GROUPS).flat();
  const durable = log.functions.filter((name) => !others.includes(name));
  const groups = { ...GROUPS, durable };

  const turns = log.of('paymentSaga').count;
  const activities = executions(durable) - turns;
  const events = history.map((event) => (event as { EventType?: string }).EventType ?? '');
  const messages = events.filter((type) => type !== 'ExecutionCompleted').length;
  const commands = executions(['handleOrderCommand']);
  const published = executions(['publishPaymentCancelled']);
  return {
    requestUnits: requestUnits(spent) / orders,
    // Send, accept the session, receive, complete; an event needs no session.
    serviceBusOperations: (4 * commands + 3 * published) / orders,
    // Every message to an orchestration or to an activity is put, read and deleted.
    queueOperations: (3 * messages + 3 * activities) / orders,
    // An instance is created; every turn appends to its history and updates it.
    tableOperations: 1 + (2 * turns) / orders,
    gatewayCalls: executions(GROUPS.http ?? []) / orders,
    groups: Object.fromEntries(
      Object.entries(groups).map(([group, names]) => [
        group,
        { executions: executions(names) / orders, busySeconds: seconds(names) / orders },
      ]),
    ),
    idleRequestUnitsPerSecond: (total(spent.idle, polled) - total(spent.settled, polled)) / spent.idleSeconds,
  };
}
