import { fileURLToPath } from 'node:url';
import type { Ground } from './azure.js';
import { createContainers } from './containers.js';
import { type CosmosServer, startCosmos } from './cosmos/cosmos.js';
import { type PaymentProviderServer, startPaymentProvider } from './payment-provider/paymentProvider.js';
import { readEntities } from './service-bus/entities.js';
import { type ServiceBusServer, startServiceBus } from './service-bus/serviceBus.js';
import { startTokenIssuer, type TokenIssuer } from './token-issuer/tokenIssuer.js';

/** The stand-ins for what the app talks to. */
export interface Services {
  readonly serviceBus: ServiceBusServer;
  readonly cosmos: CosmosServer;
  readonly payment: PaymentProviderServer;
  /** Only asked where the settings `AUTH_ISSUER` and `AUTH_AUDIENCE` lead to it. */
  readonly issuer: TokenIssuer;
  /** App settings that lead the app to them. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void>;
}

const ENTITIES = fileURLToPath(new URL('../../local/service-bus/entities.json', import.meta.url));

/** As where it is deployed (infra/modules/serviceBus.bicep): longer than a holiday for which the machine is off. */
export const TIME_TO_LIVE_MS = 14 * 24 * 3_600_000;

/** Starts all stand-ins, with the app's entities and containers, or none: where one cannot start, the others are stopped again. */
export async function startServices({ ports, store, clock, log }: Ground): Promise<Services> {
  const started: Stoppable[] = [];
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop();
  };
  try {
    const entities = await readEntities(ENTITIES);
    const broker = { entities, timeToLiveMs: TIME_TO_LIVE_MS };
    const serviceBus = await startServiceBus({ ...broker, port: ports.serviceBus, store, clock, log });
    started.push(serviceBus);
    const cosmos = await startCosmos({ port: ports.cosmos, store, clock, log });
    started.push(cosmos);
    await createContainers(cosmos.connectionString);
    const payment = await startPaymentProvider({ port: ports.payment, store, clock, log });
    started.push(payment);
    const issuer = await startTokenIssuer({
      ...(ports.issuer !== undefined && { port: ports.issuer }),
      store,
      clock,
      log,
    });
    started.push(issuer);
    const settings = {
      ServiceBusConnection: serviceBus.connectionString,
      CosmosConnection: cosmos.connectionString,
      PAYMENT_PROVIDER_URL: payment.url,
      PAYMENT_PROVIDER_SECRET_KEY: payment.secretKey,
    };
    return { serviceBus, cosmos, payment, issuer, settings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
