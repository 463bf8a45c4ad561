import * as z from 'zod';

/** At most what a timer can hold: one that is set for longer rings at once. */
const positive = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** `localhost:9090` is a URL, too, of a protocol named localhost. */
const address = z.url({ protocol: /^https?$/, message: 'must be a URL, from http:// or https:// on' });

/** The services' clients would refuse these as well, without the name of the setting. */
const serviceBusConnection = z
  .string()
  .regex(/^(?=.*Endpoint=)(?=.*SharedAccess)/, 'must be a connection string, with Endpoint and SharedAccessKey');
const cosmosConnection = z
  .string()
  .regex(
    /^(?=.*AccountEndpoint=https?:)(?=.*AccountKey=)/,
    'must be a connection string, with AccountEndpoint and AccountKey',
  );

/** Rules about several settings are checked beside those about one, so that all that is wrong is told at once. */
const always = () => true;

/**
 * Every setting of the app, with its default. Times are in the unit that the name says. Nothing else reads the
 * environment; the deployment's app settings are tested against this list.
 */
export const Settings = z
  .object({
    ServiceBusConnection: serviceBusConnection.optional(),
    ServiceBusConnection__fullyQualifiedNamespace: z.string().optional(),
    CosmosConnection: cosmosConnection.optional(),
    CosmosConnection__accountEndpoint: address.optional(),

    PAYMENT_PROVIDER_URL: address,
    PAYMENT_PROVIDER_SECRET_KEY: z.string().min(1),
    /** How long one call to the provider may take before it counts as unknown. */
    PAYMENT_TIMEOUT_MS: positive.default(3_000),
    /** Calls to the provider under way at once, per process; more are turned away as overloaded. */
    PAYMENT_CONCURRENT_CALLS: positive.default(64),
    /** First pause before a charge or refund is tried again; it doubles up to the maximum. After hours it grows on. */
    PAYMENT_RETRY_FIRST_MS: positive.default(1_000),
    PAYMENT_RETRY_MAX_MS: positive.default(10_000),
    /** How long a charge is retried before the order is rejected as `payment-unavailable`. */
    PAYMENT_PATIENCE_SECONDS: positive.default(600),
    /** How long a refund is retried before it is parked for an operator. */
    REFUND_PATIENCE_SECONDS: positive.default(86_400),
    /** The circuit opens when this share of at least so many calls within the window failed. */
    CIRCUIT_FAILURE_SHARE: z.coerce.number().gt(0).max(1).default(0.5),
    CIRCUIT_MINIMUM_CALLS: positive.default(5),
    CIRCUIT_WINDOW_MS: positive.default(10_000),
    /** How long the circuit stays open before one probe may try again. */
    CIRCUIT_OPEN_MS: positive.default(5_000),
    /** How long an order holds the probe before another may try: longer than a call, and than from order to charge. */
    CIRCUIT_PROBE_LEASE_MS: positive.default(10_000),

    /** How long after its confirmation an order may be cancelled. */
    CANCELLATION_WINDOW_SECONDS: positive.default(600),

    AUTH_ISSUER: address.optional(),
    AUTH_AUDIENCE: z.string().min(1).optional(),
  })
  .refine((s) => s.ServiceBusConnection || s.ServiceBusConnection__fullyQualifiedNamespace, {
    path: ['ServiceBusConnection'],
    message: 'a connection string, or ServiceBusConnection__fullyQualifiedNamespace, is needed',
    when: always,
  })
  .refine((s) => s.CosmosConnection || s.CosmosConnection__accountEndpoint, {
    path: ['CosmosConnection'],
    message: 'a connection string, or CosmosConnection__accountEndpoint, is needed',
    when: always,
  })
  .refine((s) => (s.AUTH_ISSUER === undefined) === (s.AUTH_AUDIENCE === undefined), {
    path: ['AUTH_AUDIENCE'],
    message: 'AUTH_ISSUER and AUTH_AUDIENCE go together',
    when: always,
  });

export type Settings = z.infer<typeof Settings>;
