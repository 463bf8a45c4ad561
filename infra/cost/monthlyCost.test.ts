import { describe, expect, it } from 'vitest';
import type { Counts } from './counts.js';
import { monthlyCost } from './monthlyCost.js';

const counts: Counts = {
  requestUnits: 100,
  serviceBusOperations: 4,
  queueOperations: 10,
  tableOperations: 10,
  gatewayCalls: 2,
  groups: { http: { executions: 2, busySeconds: 0.5 } },
  idleRequestUnitsPerSecond: 0,
};

const costOf = (service: string, orders: number, what: Counts = counts) =>
  monthlyCost(orders, what).find((cost) => cost.service.startsWith(service))?.usd;

describe('the cost of a month', () => {
  it('without orders is what stands there anyway', () => {
    expect(costOf('Service Bus', 0)).toBe(9.81);
    expect(costOf('API Management', 0)).toBe(48.03);
    expect(costOf('Functions, memory', 0)).toBe(0);
    expect(costOf('Cosmos DB', 0)).toBe(0);
  });

  it('counts request units by the million', () => expect(costOf('Cosmos DB', 1_000_000)).toBeCloseTo(27.9, 6));

  it('charges Service Bus operations beyond the included ones, and fewer dollars beyond 100 million', () => {
    expect(costOf('Service Bus', 3_250_000)).toBe(9.81);
    expect(costOf('Service Bus', 25_000_000)).toBeCloseTo(9.81 + 87 * 0.8, 6);
    expect(costOf('Service Bus', 50_000_000)).toBeCloseTo(9.81 + 87 * 0.8 + 100 * 0.5, 6);
  });

  it('bills a second for the shortest execution while orders are rare, and shares an instance while they are many', () => {
    const seconds = (orders: number) => ((costOf('Functions, memory', orders) ?? 0) / 0.000026 + 100_000) / 2;
    expect(seconds(50_000)).toBeGreaterThan(0.95 * 100_000);
    expect(seconds(50_000)).toBeLessThan(100_000);
    expect(seconds(100_000_000)).toBeCloseTo(Math.max(2_628_000, (100_000_000 * 0.5) / 8), 0);
  });
});
