import { Settings } from './settings.js';

/** A setting is missing or wrong. The message names every such setting on one line. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What the payment context is told of its provider, its patience and its circuit. */
export interface PaymentConfig {
  readonly url: string;
  readonly secretKey: string;
  readonly timeoutMs: number;
  readonly concurrentCalls: number;
  readonly policy: PatienceConfig;
  readonly circuit: CircuitConfig;
}

/** How patient a saga is. Pause before attempt n + 1: `retryFirstMs` × 2^(n − 1), at most `retryMaxMs`. */
export interface PatienceConfig {
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
  readonly chargePatienceMs: number;
  readonly refundPatienceMs: number;
}

export interface CircuitConfig {
  readonly failureShare: number;
  readonly minimumCalls: number;
  readonly windowMs: number;
  readonly openMs: number;
  readonly probeLeaseMs: number;
}

export interface Config {
  /** A connection string, or the host name of a namespace to reach with the app's identity. */
  readonly serviceBus: { readonly connectionString: string } | { readonly namespace: string };
  /** A connection string, or the endpoint of an account to reach with the app's identity. */
  readonly cosmos: { readonly connectionString: string } | { readonly endpoint: string };
  readonly payment: PaymentConfig;
  readonly cancellationWindowMs: number;
  /** Undefined: everybody may see and do everything. */
  readonly auth: { readonly issuer: string; readonly audience: string } | undefined;
}

/**
 * Reads the app's settings.
 *
 * @throws ConfigError naming each setting that is missing or wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how many shells say "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError(`Wrong settings: ${reasons.join('; ')}`);
  }
  return configOf(parsed.data);
}

function configOf(s: Settings): Config {
  return {
    serviceBus: s.ServiceBusConnection
      ? { connectionString: s.ServiceBusConnection }
      : { namespace: s.ServiceBusConnection__fullyQualifiedNamespace ?? '' },
    cosmos: s.CosmosConnection
      ? { connectionString: s.CosmosConnection }
      : { endpoint: s.CosmosConnection__accountEndpoint ?? '' },
    payment: {
      url: s.PAYMENT_PROVIDER_URL,
      secretKey: s.PAYMENT_PROVIDER_SECRET_KEY,
      timeoutMs: s.PAYMENT_TIMEOUT_MS,
      concurrentCalls: s.PAYMENT_CONCURRENT_CALLS,
      policy: {
        retryFirstMs: s.PAYMENT_RETRY_FIRST_MS,
        retryMaxMs: s.PAYMENT_RETRY_MAX_MS,
        chargePatienceMs: s.PAYMENT_PATIENCE_SECONDS * 1_000,
        refundPatienceMs: s.REFUND_PATIENCE_SECONDS * 1_000,
      },
      circuit: {
        failureShare: s.CIRCUIT_FAILURE_SHARE,
        minimumCalls: s.CIRCUIT_MINIMUM_CALLS,
        windowMs: s.CIRCUIT_WINDOW_MS,
        openMs: s.CIRCUIT_OPEN_MS,
        probeLeaseMs: s.CIRCUIT_PROBE_LEASE_MS,
      },
    },
    cancellationWindowMs: s.CANCELLATION_WINDOW_SECONDS * 1_000,
    auth: s.AUTH_ISSUER && s.AUTH_AUDIENCE ? { issuer: s.AUTH_ISSUER, audience: s.AUTH_AUDIENCE } : undefined,
  };
}
