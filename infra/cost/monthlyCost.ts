import type { Counts } from './counts.js';
import { FREE, PRICES } from './prices.js';

const MONTH_SECONDS = 730 * 3_600;
const MILLION = 1_000_000;

/** As main.bicep sets it. */
const INSTANCE_GIGABYTES = 2;
const DAILY_TELEMETRY_GIGABYTES = 5;
const LOG_ALERTS = 5;
const DEAD_LETTER_SERIES = 2;

/** The platform bills an instance for a second at least, whenever it has work. */
const LEAST_ACTIVE_SECONDS = 1;
/** Share of an instance's capacity that is in use on average; the rest is for peaks. */
const UTILISATION = 0.5;
/** Executions that one instance runs at once: defaults of the platform and of host.json. */
const CONCURRENCY: Readonly<Record<string, number>> = {
  http: 16,
  commands: 64,
  events: 16,
  projection: 1,
  durable: 64,
};
/** Times that an order wakes a group: an orchestration runs at the start, and when the window ends. */
const WAKES: Readonly<Record<string, number>> = { durable: 2 };

/** Sessions that a listening instance asks for at once, each again after a minute in vain. */
const SESSION_REQUESTS_PER_SECOND = 64 / 60;
/** Control queues and the work item queue, each asked about every 5 s while an instance runs. */
const QUEUE_POLLS_PER_SECOND = 5 / 5;
/** A request or dependency in Application Insights, about. */
const TELEMETRY_ITEM_BYTES = 2_000;
/** The host's default: beyond so many items per second and instance, it samples. */
const SAMPLED_ITEMS_PER_SECOND = 20;

export interface Cost {
  readonly service: string;
  readonly usd: number;
}

/** Seconds that a group's instances are billed for, at a steady rate of orders. */
function activeSeconds(
  group: string,
  { executions, busySeconds }: Counts['groups'][string],
  ordersPerSecond: number,
): number {
  const wakes = WAKES[group] ?? executions;
  const awake = 1 - Math.exp(-ordersPerSecond * Math.max(wakes * LEAST_ACTIVE_SECONDS, busySeconds));
  const instances = (ordersPerSecond * busySeconds) / ((CONCURRENCY[group] ?? 1) * UTILISATION);
  return MONTH_SECONDS * Math.max(awake, instances);
}

function serviceBus(operations: number): number {
  const beyond = Math.max(0, operations - 13 * MILLION);
  const first = Math.min(beyond, 87 * MILLION);
  return (
    PRICES.serviceBusBase.usd +
    (first / MILLION) * PRICES.serviceBusOperations.usd +
    ((beyond - first) / MILLION) * PRICES.serviceBusManyOperations.usd
  );
}

function gateway(orders: number): Cost {
  if (orders <= 100_000) return { service: 'API Management (Developer)', usd: PRICES.gatewayDeveloper.usd };
  if (orders <= 10 * MILLION) return { service: 'API Management (Basic, 1 unit)', usd: PRICES.gatewayBasic.usd };
  return { service: 'API Management (Standard, 2 units)', usd: 2 * PRICES.gatewayStandard.usd };
}

/** What so many orders a month cost, spread evenly over it. */
export function monthlyCost(orders: number, counts: Counts): Cost[] {
  const rate = orders / MONTH_SECONDS;
  const active = Object.entries(counts.groups).map(([group, use]) => ({
    group,
    seconds: activeSeconds(group, use, rate),
  }));
  const secondsOf = (wanted: string) => active.find(({ group }) => group === wanted)?.seconds ?? 0;
  const allSeconds = active.reduce((sum, { seconds }) => sum + seconds, 0);
  const executions = orders * Object.values(counts.groups).reduce((sum, { executions }) => sum + executions, 0);

  const gigabyteSeconds = Math.max(0, allSeconds * INSTANCE_GIGABYTES - FREE.gigabyteSeconds);
  const paidExecutions = Math.max(0, executions - FREE.executions);
  const operations = orders * counts.serviceBusOperations + secondsOf('commands') * SESSION_REQUESTS_PER_SECOND;
  const units = orders * counts.requestUnits + secondsOf('projection') * counts.idleRequestUnitsPerSecond;
  const queueOperations = orders * counts.queueOperations + secondsOf('durable') * QUEUE_POLLS_PER_SECOND;
  const telemetry = Math.min(
    (Math.min(executions, allSeconds * SAMPLED_ITEMS_PER_SECOND) * TELEMETRY_ITEM_BYTES) / 1e9,
    DAILY_TELEMETRY_GIGABYTES * 30.4,
  );
  return [
    { service: 'Functions, memory', usd: gigabyteSeconds * PRICES.functionsGigabyteSecond.usd },
    { service: 'Functions, executions', usd: (paidExecutions / MILLION) * PRICES.functionsExecutions.usd },
    { service: 'Service Bus', usd: serviceBus(operations) },
    { service: 'Cosmos DB, request units', usd: (units / MILLION) * PRICES.requestUnits.usd },
    {
      service: 'Storage of orchestrations',
      usd:
        (queueOperations / 10_000) * PRICES.queueOperations.usd +
        ((orders * counts.tableOperations) / 10_000) * PRICES.tableOperations.usd,
    },
    { service: 'Telemetry', usd: telemetry * PRICES.telemetryGigabyte.usd },
    { service: 'Alerts', usd: LOG_ALERTS * PRICES.logAlert.usd + DEAD_LETTER_SERIES * PRICES.metricAlert.usd },
    gateway(orders),
  ];
}
