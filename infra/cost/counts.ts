import type { ContainerReport } from '../../local/cosmos/cosmos.js';
import type { Host } from '../../local/host/host.js';
import { DURABLE, HTTP, scaleGroup } from '../../local/isolation/scaleGroup.js';
import type { CountingLog } from './countingLog.js';

/** The scale groups, as they are called here. */
const GROUPS = {
  http: HTTP,
  commands: 'function:handleOrderCommand',
  events: 'function:revokePoints',
  projection: 'function:projectMyPoint',
  durable: DURABLE,
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

/** @param host that ran them */
export function countsOf(orders: number, log: CountingLog, { functions, durable }: Host, spent: Spent): Counts {
  const of = (group: string) =>
    functions.filter(({ name, trigger }) => scaleGroup(name, trigger) === group).map(({ name }) => log.of(name));
  const executions = (group: string) => of(group).reduce((sum, { count }) => sum + count, 0);
  const seconds = (group: string) => of(group).reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000;

  const turns = log.of('paymentSaga').count;
  const activities = executions(DURABLE) - turns;
  const sagas = [...(durable?.instances() ?? [])].map(({ instanceId }) => durable?.instance(instanceId));
  const events = sagas.flatMap((saga) => saga?.history ?? []) as { EventType?: string }[];
  const messages = events.filter(({ EventType }) => EventType !== 'ExecutionCompleted').length;
  const commands = log.of('handleOrderCommand').count;
  const published = log.of('publishPaymentCancelled').count;
  return {
    requestUnits: requestUnits(spent) / orders,
    // Send, accept the session, receive, complete; an event needs no session.
    serviceBusOperations: (4 * commands + 3 * published) / orders,
    // Every message to an orchestration or to an activity is put, read and deleted.
    queueOperations: (3 * messages + 3 * activities) / orders,
    // An instance is created; every turn appends to its history and updates it.
    tableOperations: 1 + (2 * turns) / orders,
    gatewayCalls: executions(HTTP) / orders,
    groups: Object.fromEntries(
      Object.entries(GROUPS).map(([name, group]) => [
        name,
        { executions: executions(group) / orders, busySeconds: seconds(group) / orders },
      ]),
    ),
    idleRequestUnitsPerSecond: (total(spent.idle, polled) - total(spent.settled, polled)) / spent.idleSeconds,
  };
}
