import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';
import { COSMOS_DB, connectionStringOf, SERVICE_BUS } from './connections.js';

const LOCAL = 'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=k;SharedAccessKey=s=;UseDevelopmentEmulator=true';
const serviceBus = (name: string | undefined, settings: Record<string, string>) =>
  connectionStringOf(name, SERVICE_BUS, readConfiguration(settings));

test.each([
  ['ConnectionStrings:AzureWebJobsX', 'AzureWebJobsX'],
  ['AzureWebJobsX', 'ConnectionStrings:X'],
  ['ConnectionStrings__X', 'X'],
])('%s counts before %s', (first, second) => {
  const other = LOCAL.replace('5672', '5673');
  expect(serviceBus('X', { [first]: LOCAL, [second]: other })).toBe(LOCAL);
});

test('a trigger without a connection uses the default of its service', () => {
  expect(serviceBus(undefined, { AzureWebJobsServiceBus: LOCAL })).toBe(LOCAL);
  const cosmos = 'AccountEndpoint=http://localhost:8081/;AccountKey=x==';
  expect(connectionStringOf('', COSMOS_DB, readConfiguration({ CosmosDB: cosmos }))).toBe(cosmos);
});

test('a connection string that leads elsewhere is refused', () => {
  const real = LOCAL.replace('127.0.0.1:5672', 'shop.servicebus.windows.net');
  expect(() => serviceBus('X', { X: real })).toThrow('X leads to shop.servicebus.windows.net');
  expect(() => serviceBus('X', { X: LOCAL.replace('127.0.0.1', '127.0.0.1.evil.example') })).toThrow('leads to');
});

test("a connection by identity takes the stand-in's connection string, or is refused by name", () => {
  const identity = { X__fullyQualifiedNamespace: 'shop.servicebus.windows.net' };
  expect(serviceBus('X', { ...identity, X: LOCAL })).toBe(LOCAL);
  expect(() => serviceBus('X', identity)).toThrow('NOT_SIMULATED: connecting to Service Bus at shop.servicebus');
});

test('a missing or malformed connection is named', () => {
  expect(() => serviceBus('X', {})).toThrow('The Service Bus connection X is not set');
  expect(() => serviceBus('X', { X: 'rice' })).toThrow('X is not a Service Bus connection string');
});
