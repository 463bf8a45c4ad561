import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { NotSimulatedError } from '../notSimulated.js';
import { isoDuration } from './isoDuration.js';

/** Reads the official Service Bus emulator's config.json. Keys that it does not name are ignored, as there. */

const duration = z.string().transform((text, context) => {
  const ms = isoDuration(text);
  if (ms === undefined) context.addIssue({ code: 'custom', message: `'${text}' is no ISO 8601 duration` });
  return ms ?? 0;
});

const MINUTE = 60_000;

/** Defaults are the official emulator's. */
const receiving = {
  LockDuration: duration.default(MINUTE),
  MaxDeliveryCount: z.int().min(1).default(3),
  RequiresSession: z.boolean().default(false),
  DefaultMessageTimeToLive: duration.default(60 * MINUTE),
  DeadLetteringOnMessageExpiration: z.boolean().default(false),
  ForwardTo: z.string().default(''),
  ForwardDeadLetteredMessagesTo: z.string().default(''),
};

const sending = {
  RequiresDuplicateDetection: z.boolean().default(false),
  DuplicateDetectionHistoryTimeWindow: duration.default(20_000),
};

const CorrelationFilter = z.object({
  ContentType: z.string().optional(),
  CorrelationId: z.string().optional(),
  Label: z.string().optional(),
  MessageId: z.string().optional(),
  ReplyTo: z.string().optional(),
  ReplyToSessionId: z.string().optional(),
  SessionId: z.string().optional(),
  To: z.string().optional(),
  Properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

const Rule = z.object({
  Name: z.string(),
  Properties: z.object({
    FilterType: z.enum(['Correlation', 'Sql', 'True']),
    CorrelationFilter: CorrelationFilter.optional(),
    Action: z.object({ SqlExpression: z.string().default('') }).optional(),
  }),
});

const Subscription = z.object({
  Name: z.string(),
  Properties: z.object(receiving).prefault({}),
  Rules: z.array(Rule).default([]),
});

const Namespace = z.object({
  Name: z.string(),
  Queues: z
    .array(z.object({ Name: z.string(), Properties: z.object({ ...receiving, ...sending }).prefault({}) }))
    .default([]),
  Topics: z
    .array(
      z.object({
        Name: z.string(),
        Properties: z.object({ DefaultMessageTimeToLive: duration.default(60 * MINUTE), ...sending }).prefault({}),
        Subscriptions: z.array(Subscription).default([]),
      }),
    )
    .default([]),
});

const Config = z.object({ UserConfig: z.object({ Namespaces: z.tuple([Namespace]) }) });

export type EntitiesConfig = z.infer<typeof Namespace>;
export type QueueConfig = EntitiesConfig['Queues'][number];
export type TopicConfig = EntitiesConfig['Topics'][number];
export type SubscriptionConfig = TopicConfig['Subscriptions'][number];
export type RuleConfig = SubscriptionConfig['Rules'][number];

/** @throws ZodError naming the field, Error naming the rule, NotSimulatedError for SQL filters, rule actions and forwarding */
export function parseEntities(json: unknown): EntitiesConfig {
  const [namespace] = Config.parse(json).UserConfig.Namespaces;
  const subscriptions = namespace.Topics.flatMap(({ Subscriptions }) => Subscriptions);
  for (const { Name, Properties } of [...namespace.Queues, ...subscriptions]) {
    if (Properties.ForwardTo || Properties.ForwardDeadLetteredMessagesTo) {
      throw new NotSimulatedError(`Service Bus auto-forwarding (of '${Name}')`);
    }
  }
  for (const { Name, Properties } of subscriptions.flatMap(({ Rules }) => Rules)) {
    if (Properties.FilterType === 'Sql') throw new NotSimulatedError(`Service Bus SQL filters (rule '${Name}')`);
    if (Properties.Action?.SqlExpression) throw new NotSimulatedError(`Service Bus rule actions (rule '${Name}')`);
    // Without one it would match everything.
    if (Properties.FilterType === 'Correlation' && !Properties.CorrelationFilter) {
      throw new Error(`Service Bus rule '${Name}' has no CorrelationFilter`);
    }
  }
  return namespace;
}

/** Reads such a file. @throws Error naming the file and what is wrong in it, NotSimulatedError as `parseEntities` */
export async function readEntities(file: string): Promise<EntitiesConfig> {
  try {
    return parseEntities(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (cause instanceof NotSimulatedError) throw cause;
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(`${file}: ${reason}`, { cause });
  }
}

/** The same entities, where messages that say nothing themselves live for `ms`. */
export function withTimeToLive(config: EntitiesConfig, ms: number): EntitiesConfig {
  const lasting = <T extends { readonly Properties: { readonly DefaultMessageTimeToLive: number } }>(entity: T): T => ({
    ...entity,
    Properties: { ...entity.Properties, DefaultMessageTimeToLive: ms },
  });
  return {
    ...config,
    Queues: config.Queues.map(lasting),
    Topics: config.Topics.map((topic) => ({ ...lasting(topic), Subscriptions: topic.Subscriptions.map(lasting) })),
  };
}

/** What the official emulator would refuse in this configuration, one sentence each. */
export function emulatorObjections({ Queues, Topics }: EntitiesConfig): string[] {
  const objections: string[] = [];
  const check = (name: string, key: string, value: number, least: number, most: number): void => {
    if (value < least || value > most) {
      objections.push(`${name}: ${key} is outside the range that the official emulator takes; it refuses this`);
    }
  };
  const checkSending = (name: string, window: number): void =>
    check(name, 'DuplicateDetectionHistoryTimeWindow', window, 5_000, 5 * MINUTE);
  const checkTtl = (name: string, ttl: number): void =>
    check(name, 'DefaultMessageTimeToLive', ttl, 5 * MINUTE, 60 * MINUTE);
  for (const { Name, Properties } of [...Queues, ...Topics.flatMap(({ Subscriptions }) => Subscriptions)]) {
    check(Name, 'LockDuration', Properties.LockDuration, 5_000, 5 * MINUTE);
    check(Name, 'MaxDeliveryCount', Properties.MaxDeliveryCount, 1, 10);
  }
  for (const { Name, Properties } of [...Queues, ...Topics]) {
    checkTtl(Name, Properties.DefaultMessageTimeToLive);
    checkSending(Name, Properties.DuplicateDetectionHistoryTimeWindow);
  }
  return objections;
}
