import { endpoint } from '../shared/http/endpoint.js';
import type { HealthResource } from './healthResource.js';

export interface HealthPorts {
  readonly circuit: () => Promise<HealthResource['payment']>;
  /** Whether everything answers that the app cannot do without. */
  readonly dependenciesAnswer: () => Promise<boolean>;
}

/** GET /health: 503 where Service Bus or Cosmos DB does not answer. The provider has its circuit for that. */
export const getHealth = ({ circuit, dependenciesAnswer }: HealthPorts) =>
  endpoint(async () => {
    const [payment, healthy] = await Promise.all([circuit(), dependenciesAnswer()]);
    const health: HealthResource = { status: healthy ? 'ok' : 'unavailable', payment };
    return { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' }, jsonBody: health };
  });
