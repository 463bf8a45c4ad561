import * as z from 'zod';
import { NotSimulatedError } from '../../notSimulated.js';
import { listen } from '../../service-bus/listener.js';
import { connectionStringOf, SERVICE_BUS } from '../config/connections.js';
import { orderIdIn } from '../invocation/orderId.js';
import { messageMetadata } from './messageMetadata.js';
import type { TriggerKind } from './trigger.js';

const Options = z.object({
  connection: z.string().optional(),
  queueName: z.string().optional(),
  topicName: z.string().optional(),
  subscriptionName: z.string().optional(),
  isSessionsEnabled: z.boolean().default(false),
  cardinality: z.string().default('one'),
  dataType: z.string().optional(),
  sdkBinding: z.boolean().default(false),
  autoCompleteMessages: z.boolean().optional(),
});

type Options = z.infer<typeof Options>;

/** @returns the entity's path as Service Bus spells it */
function pathOf({ queueName, topicName, subscriptionName }: Options): string {
  if (queueName) return queueName;
  if (topicName && subscriptionName) return `${topicName}/Subscriptions/${subscriptionName}`;
  throw new Error('a Service Bus trigger needs a queueName, or a topicName and a subscriptionName');
}

function refuseUnknown({ cardinality, sdkBinding }: Options): void {
  if (cardinality.toLowerCase() === 'many') throw new NotSimulatedError('Service Bus triggers with cardinality "many"');
  if (sdkBinding) throw new NotSimulatedError('Service Bus triggers with sdkBinding');
}

/** One message at a time, of one session at a time where there are sessions. A handler that throws abandons its message. */
export const serviceBusTrigger: TriggerKind = {
  type: 'serviceBusTrigger',
  bind(target, { invoker, configuration, hostJson, clock, log }) {
    const options = Options.parse(target.trigger);
    refuseUnknown(options);
    const path = pathOf(options);
    const connectionString = connectionStringOf(options.connection, SERVICE_BUS, configuration);
    const limits = hostJson.extensions.serviceBus;
    if (limits.maxConcurrentCallsPerSession > 1) throw new NotSimulatedError('maxConcurrentCallsPerSession above 1');
    const binary = options.dataType?.toLowerCase() === 'binary';
    const inputOf = (body: Uint8Array) => (binary ? { bytes: body } : { string: Buffer.from(body).toString('utf8') });

    return {
      listen: async () =>
        listen({
          connectionString,
          path,
          sessions: options.isSessionsEnabled,
          maxConcurrent: options.isSessionsEnabled ? limits.maxConcurrentSessions : limits.maxConcurrentCalls,
          ...(limits.sessionIdleTimeout !== undefined && { sessionIdleMs: limits.sessionIdleTimeout }),
          maxLockRenewalMs: limits.maxAutoLockRenewalDuration,
          autoComplete: options.autoCompleteMessages ?? limits.autoCompleteMessages,
          clock,
          log,
          handle: (message) =>
            invoker.call(target, {
              input: inputOf(message.body),
              triggerMetadata: messageMetadata(message),
              finish: () => {},
              order: () => orderIdIn(message.body) ?? message.sessionId ?? message.messageId,
            }),
        }),
      test: (input) =>
        invoker.call(target, {
          input: inputOf(Buffer.from(input)),
          finish: () => {},
          order: () => orderIdIn(input),
        }),
    };
  },
};
