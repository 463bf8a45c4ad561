/** Names of what the app uses on Service Bus and Cosmos DB. The deployment and the local Azure are tested against them. */

/** App settings that hold the connections; also the `connection` of every trigger. */
export const CONNECTIONS = { serviceBus: 'ServiceBusConnection', cosmos: 'CosmosConnection' } as const;

/** Session queue: the commands of one order form one session, handled in order, one at a time. */
export const ORDER_COMMANDS = 'order-commands';

/** What happened to payments, for whoever wants to know. */
export const PAYMENT_EVENTS = 'payment-events';

/** Subscription of the points context on `payment-events`; it sees PaymentCancelled only. */
export const POINTS_SUBSCRIPTION = 'points';

export const DATABASE = 'hearty-breakfast';

export interface ContainerDefinition {
  readonly id: string;
  readonly partitionKey: string;
}

/** Containers of the database, by the name that the code uses. */
export const CONTAINERS = {
  orders: { id: 'orders', partitionKey: '/orderId' },
  circuits: { id: 'circuits', partitionKey: '/id' },
  deliveries: { id: 'deliveries', partitionKey: '/orderId' },
  pointsLedger: { id: 'points-ledger', partitionKey: '/customerId' },
  myPoints: { id: 'my-points', partitionKey: '/customerId' },
  parkedChanges: { id: 'parked-changes', partitionKey: '/id' },
  leases: { id: 'leases', partitionKey: '/id' },
} as const satisfies Record<string, ContainerDefinition>;
