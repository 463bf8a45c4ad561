import { NotSimulatedError } from '../../notSimulated.js';
import type { Configuration } from './configuration.js';
import { SettingsError } from './localSettings.js';

/** A service that triggers connect to, as the settings name it. */
export interface ConnectedService {
  /** For messages: `Service Bus`. */
  readonly title: string;
  /** Used where a trigger leaves `connection` empty. */
  readonly defaultConnection: string;
  /** Setting below the connection's name that means "with the app's identity". */
  readonly identitySetting: string;
  /** Field of a connection string that holds the address. */
  readonly addressField: string;
}

export const SERVICE_BUS: ConnectedService = {
  title: 'Service Bus',
  defaultConnection: 'ServiceBus',
  identitySetting: 'fullyQualifiedNamespace',
  addressField: 'Endpoint',
};

export const COSMOS_DB: ConnectedService = {
  title: 'Cosmos DB',
  defaultConnection: 'CosmosDB',
  identitySetting: 'accountEndpoint',
  addressField: 'AccountEndpoint',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/i;

/** The places where Azure Functions looks for a connection, in its order. */
function placesOf(name: string): string[] {
  return [`ConnectionStrings:AzureWebJobs${name}`, `AzureWebJobs${name}`, `ConnectionStrings:${name}`, name];
}

function hostOf(connectionString: string, { addressField }: ConnectedService): string | undefined {
  for (const part of connectionString.split(';')) {
    const [field = '', ...value] = part.split('=');
    const address = value.join('=').trim();
    if (field.trim().toLowerCase() !== addressField.toLowerCase()) continue;
    return URL.canParse(address) ? new URL(address.replace(/^sb:/i, 'http:')).hostname : undefined;
  }
  return undefined;
}

/**
 * Finds the connection string that a trigger's `connection` stands for. It must lead to this machine: the host never
 * dials a real service.
 *
 * @throws SettingsError where there is none or it leads elsewhere
 * @throws NotSimulatedError where the connection is by identity and no stand-in is set under the same name
 */
export function connectionStringOf(
  connection: string | undefined,
  service: ConnectedService,
  configuration: Configuration,
): string {
  const name = connection || service.defaultConnection;
  for (const place of placesOf(name)) {
    const value = configuration.get(place);
    if (!value) continue;
    const host = hostOf(value, service);
    if (host === undefined) throw new SettingsError(`${place} is not a ${service.title} connection string.`);
    if (LOOPBACK.test(host)) return value;
    throw new SettingsError(`${place} leads to ${host}: the local host only connects to this machine.`);
  }
  for (const place of placesOf(name)) {
    const address = configuration.get(`${place}:${service.identitySetting}`);
    if (!address) continue;
    throw new NotSimulatedError(
      `connecting to ${service.title} at ${address} by identity (set ${name} to a stand-in's connection string)`,
    );
  }
  throw new SettingsError(`The ${service.title} connection ${name} is not set.`);
}
