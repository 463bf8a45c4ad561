/** A listed price in USD, and when and where it was listed. */
export interface Price {
  readonly usd: number;
  readonly per: string;
  readonly listed: string;
}

const price = (usd: number, per: string, listed: string): Price => ({ usd, per, listed });

/**
 * Pay-as-you-go list prices in USD, without tax. They change, and differ by region: look them up again before relying on
 * the sums (https://azure.microsoft.com/pricing).
 */
export const PRICES = {
  functionsGigabyteSecond: price(0.000026, 'GB-s, Flex Consumption on demand', '2025-05, East US'),
  functionsExecutions: price(0.4, 'million executions, Flex Consumption', '2025-05, East US'),
  serviceBusBase: price(9.81, 'month, Service Bus Standard, 13 million operations included', '2024-08, East US'),
  serviceBusOperations: price(0.8, 'million operations from 13 to 100 million', '2024-08, East US'),
  serviceBusManyOperations: price(0.5, 'million operations from 100 to 2,500 million', '2024-08, East US'),
  requestUnits: price(0.279, 'million RU, Cosmos DB serverless', '2024-08, West US'),
  queueOperations: price(0.004, '10,000 queue operations', '2024-08, East US'),
  tableOperations: price(0.00036, '10,000 table operations', '2024-08, East US'),
  telemetryGigabyte: price(2.3, 'GB of telemetry', '2024-08, East US'),
  logAlert: price(1.5, 'month, log search alert every 5 minutes', '2024-08'),
  metricAlert: price(0.1, 'month and time series, metric alert', '2024-08'),
  gatewayDeveloper: price(48.03, 'month, API Management Developer', '2024-08, East US'),
  gatewayBasic: price(147.17, 'month and unit, API Management Basic', '2024-08, East US'),
  gatewayStandard: price(686.71, 'month and unit, API Management Standard', '2024-08, East US'),
} as const satisfies Record<string, Price>;

/** What a subscription gets for nothing every month (2025-05). */
export const FREE = { gigabyteSeconds: 100_000, executions: 250_000 } as const;
