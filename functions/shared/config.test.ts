import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const GOOD = {
  ServiceBusConnection: 'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=local;SharedAccessKey=local;',
  CosmosConnection: 'AccountEndpoint=http://127.0.0.1:8081/;AccountKey=a2V5;',
  PAYMENT_PROVIDER_URL: 'https://api.tosspayments.com',
  PAYMENT_PROVIDER_SECRET_KEY: 'sk',
};

const reasonAgainst = (environment: Record<string, string | undefined>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('the settings', () => {
  it('are enough where they name the services, one way or the other', () => {
    expect(reasonAgainst(GOOD)).toBe('');
    const { ServiceBusConnection, CosmosConnection, ...others } = GOOD;
    const byIdentity = {
      ServiceBusConnection__fullyQualifiedNamespace: 'breakfast.servicebus.windows.net',
      CosmosConnection__accountEndpoint: 'https://breakfast.documents.azure.com:443/',
    };
    expect(reasonAgainst({ ...others, ...byIdentity })).toBe('');
  });

  it('that are missing or wrong are all named at once, on one line', () => {
    const reason = reasonAgainst({ PAYMENT_TIMEOUT_MS: 'soon', AUTH_ISSUER: 'https://login.example.com' });
    const names = [
      ...['ServiceBusConnection', 'CosmosConnection', 'PAYMENT_PROVIDER_URL', 'PAYMENT_PROVIDER_SECRET_KEY'],
      ...['PAYMENT_TIMEOUT_MS', 'AUTH_AUDIENCE'],
    ];
    for (const name of names) expect(reason).toContain(`${name}: `);
    expect(reason.split('\n')).toHaveLength(1);
  });

  it.each([
    ['PAYMENT_PROVIDER_URL', 'localhost:9090'],
    ['PAYMENT_PROVIDER_URL', 'ftp://pay.example'],
    ['AUTH_ISSUER', 'login.example.com:443'],
    ['ServiceBusConnection', 'breakfast.servicebus.windows.net'],
    ['CosmosConnection', 'https://breakfast.documents.azure.com:443/'],
    ['CosmosConnection', 'AccountEndpoint=breakfast;AccountKey=a2V5;'],
    ['CosmosConnection__accountEndpoint', 'breakfast.documents.azure.com'],
    // More than a timer can hold: it would ring at once.
    ['PAYMENT_TIMEOUT_MS', '2147483648'],
    // Past the end of what a date can say.
    ['CANCELLATION_WINDOW_SECONDS', '9000000000000'],
  ])('do not take %s=%s', (name, value) => {
    expect(reasonAgainst({ ...GOOD, AUTH_AUDIENCE: 'a', AUTH_ISSUER: 'https://a.example', [name]: value })).toContain(
      `Wrong settings: ${name}: `,
    );
  });
});
