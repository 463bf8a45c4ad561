import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { registerApi } from './api/index.js';
import { readViewer } from './api/viewer.js';
import { Delivery } from './delivery/domain/delivery.js';
import { registerDelivery } from './delivery/index.js';
import { registerHealth } from './health/index.js';
import { registerOrders } from './orders/index.js';
import { Order } from './orders/messages.js';
import { cosmosCircuit } from './payment/circuit/cosmosCircuit.js';
import { sharedCircuit } from './payment/circuit/sharedCircuit.js';
import { durableSagas } from './payment/durableSagas.js';
import { registerPayment } from './payment/index.js';
import { guardedProvider } from './payment/provider/guardedProvider.js';
import { tossPayments } from './payment/provider/tossPayments.js';
import { LedgerEntry } from './points/domain/ledgerEntry.js';
import { registerPoints } from './points/index.js';
import { cosmosMyPoint } from './points/myPoint/cosmosMyPoint.js';
import { parkChange } from './points/parkChange.js';
import { openDatabase, openServiceBus } from './shared/azureClients.js';
import { readConfig } from './shared/config.js';
import { cosmosDocuments } from './shared/documents.js';
import { CONTAINERS, ORDER_COMMANDS, PAYMENT_EVENTS } from './shared/entities.js';
import { bearerTokens } from './shared/http/auth/bearerTokens.js';
import { letEverybodyIn } from './shared/http/caller.js';
import { serviceBusPublisher } from './shared/publisher.js';
import { cosmosRevisions } from './shared/revisions.js';

// The only wiring: settings in, ports built, every context registered.

const config = readConfig(process.env);
const { payment } = config;

const database = openDatabase(config.cosmos);
const container = (name: keyof typeof CONTAINERS) => database.container(CONTAINERS[name].id);
const orders = cosmosRevisions(container('orders'), Order);
const ledger = cosmosDocuments(container('pointsLedger'), LedgerEntry);

const serviceBus = openServiceBus(config.serviceBus);
const commands = serviceBusPublisher(serviceBus, ORDER_COMMANDS);
const events = serviceBusPublisher(serviceBus, PAYMENT_EVENTS);

const now = () => new Date();
const log = (line: string) => console.warn(line);
const circuit = sharedCircuit(cosmosCircuit(container('circuits')), payment.circuit, Date.now, log);
const provider = guardedProvider(tossPayments(payment), payment, circuit, Date.now);
const identify = config.auth ? bearerTokens(config.auth, now) : letEverybodyIn;
if (!config.auth) log('The API is open to everybody: AUTH_ISSUER is not set.');

registerOrders({
  orders,
  commands,
  identify,
  now,
  newId: randomUUID,
  sleep,
  admission: circuit.admit,
  sagas: durableSagas(payment.policy),
  pointsRevokedAt: async (customerId, paymentId) =>
    (await ledger.read(paymentId, customerId))?.value.revokedAt ?? undefined,
  cancellationWindowMs: config.cancellationWindowMs,
});

registerPayment({
  provider,
  events,
  now,
  cancelRequested: async (orderId) => (await orders.read(orderId, orderId))?.value.status === 'cancelling',
});

registerDelivery({ deliveries: cosmosDocuments(container('deliveries'), Delivery), now });

registerPoints({
  ledger,
  myPoints: cosmosMyPoint(container('myPoints')),
  park: parkChange(container('parkedChanges'), log),
  identify,
  now,
  sleep,
});

registerApi({ viewer: () => readViewer(createRequire(import.meta.url).resolve) });

registerHealth({
  circuit: circuit.view,
  dependenciesAnswer: async () => {
    const answers = await Promise.allSettled([commands.ping(), database.read()]);
    return answers.every(({ status }) => status === 'fulfilled');
  },
});
