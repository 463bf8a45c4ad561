import * as z from 'zod';
import { ListenerStopped, listenToChanges } from '../../cosmos/changeFeedListener.js';
import { NotSimulatedError } from '../../notSimulated.js';
import { COSMOS_DB, connectionStringOf } from '../config/connections.js';
import { orderIdIn } from '../invocation/orderId.js';
import { retryPolicyOf } from '../retry/retryPolicy.js';
import { StoppedError, withRetries } from '../retry/withRetries.js';
import type { TriggerKind } from './trigger.js';

/** Names and defaults of the Cosmos DB extension 4.x; times in milliseconds. */
const Options = z.object({
  connection: z.string().optional(),
  databaseName: z.string().min(1),
  containerName: z.string().min(1),
  leaseConnection: z.string().optional(),
  leaseDatabaseName: z.string().optional(),
  leaseContainerName: z.string().default('leases'),
  leaseContainerPrefix: z.string().default(''),
  createLeaseContainerIfNotExists: z.boolean().default(false),
  feedPollDelay: z.number().default(5_000),
  leaseAcquireInterval: z.number().optional(),
  leaseRenewInterval: z.number().optional(),
  leaseExpirationInterval: z.number().optional(),
  maxItemsPerInvocation: z.number().int().positive().optional(),
  startFromBeginning: z.boolean().default(false),
  startFromTime: z.coerce.date().optional(),
  changeFeedMode: z.string().default('LatestVersion'),
});

function readOptions(trigger: unknown): z.infer<typeof Options> {
  const options = Options.parse(trigger);
  if (options.startFromBeginning && options.startFromTime) {
    throw new Error('startFromBeginning and startFromTime exclude each other');
  }
  if (options.changeFeedMode.toLowerCase() !== 'latestversion') {
    throw new NotSimulatedError(`the change feed mode ${options.changeFeedMode}`);
  }
  return options;
}

/** Pages of changed documents, in order. Whatever the function does with a page in the end, the next one follows. */
export const cosmosDbTrigger: TriggerKind = {
  type: 'cosmosDBTrigger',
  retries: true,
  bind(target, { invoker, configuration, hostJson, clock, log, stopping }) {
    const options = readOptions(target.trigger);
    const connectionString = connectionStringOf(options.connection, COSMOS_DB, configuration);
    const leaseConnection = options.leaseConnection || options.connection;
    const policy = retryPolicyOf(target.registration.metadata.retryOptions, hostJson.retry);

    const call = (documents: string) =>
      withRetries(policy, clock, stopping, (retryContext) =>
        invoker.call(target, {
          input: { string: documents },
          ...(retryContext && { retryContext }),
          finish: () => {},
          order: () => orderIdIn(documents),
        }),
      );

    async function handle(documents: readonly Record<string, unknown>[]): Promise<void> {
      try {
        await call(JSON.stringify(documents));
      } catch (error) {
        if (error instanceof StoppedError) throw new ListenerStopped(error.message);
        const reason = policy ? 'the retry policy is exhausted' : 'no retry policy';
        log.write('warn', 'host', `${target.name}: ${documents.length} changes lost: ${reason}.`);
      }
    }

    return {
      listen: () =>
        listenToChanges({
          connectionString,
          database: options.databaseName,
          container: options.containerName,
          leaseConnectionString: connectionStringOf(leaseConnection, COSMOS_DB, configuration),
          leaseDatabase: options.leaseDatabaseName || options.databaseName,
          leaseContainer: options.leaseContainerName,
          leasePrefix: options.leaseContainerPrefix,
          createLeaseContainer: options.createLeaseContainerIfNotExists,
          pollDelayMs: options.feedPollDelay,
          startFromBeginning: options.startFromBeginning,
          ...(options.maxItemsPerInvocation !== undefined && { maxItems: options.maxItemsPerInvocation }),
          ...(options.startFromTime && { startFromTime: options.startFromTime }),
          ...(options.leaseAcquireInterval !== undefined && { leaseAcquireMs: options.leaseAcquireInterval }),
          ...(options.leaseRenewInterval !== undefined && { leaseRenewMs: options.leaseRenewInterval }),
          ...(options.leaseExpirationInterval !== undefined && { leaseExpirationMs: options.leaseExpirationInterval }),
          // The one host of this machine has its leases back at once after a crash; on Azure they expire first.
          instanceName: `local-host/${target.name}`,
          clock,
          log,
          handle,
        }),
      test: call,
    };
  },
};
