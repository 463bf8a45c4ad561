import type { EntitiesConfig, QueueConfig, SubscriptionConfig, TopicConfig } from './entities.js';
import { Intake } from './entity/intake.js';
import type { MessageQueue } from './entity/messageQueue.js';
import { MessageRecords } from './entity/messageRecords.js';
import { SequenceNumbers } from './entity/sequenceNumbers.js';
import type { SessionStates } from './entity/sessionStates.js';
import { openDuplicates, openReceiving, type Surroundings } from './openEntity.js';
import { configuredRule } from './topic/configuredRule.js';
import { fanOut, type Subscription } from './topic/fanOut.js';
import { Rules } from './topic/rules.js';

/** Something with an address. What it can do shows in which parts it has. */
export interface Entity {
  readonly path: string;
  readonly kind: 'queue' | 'topic' | 'subscription' | 'deadLetterQueue';
  /** Where senders send. */
  readonly intake?: Intake;
  /** Where receivers receive. */
  readonly queue?: MessageQueue;
  readonly deadLetters?: MessageQueue;
  readonly sessionStates?: SessionStates;
  readonly rules?: Rules;
}

/** All entities of the namespace as configured, with the messages that the store has, by path in lower case. */
export function openNamespace(config: EntitiesConfig, surroundings: Surroundings): Map<string, Entity> {
  const configured = [
    ...config.Queues.map((queue) => openQueue(queue, surroundings)),
    ...config.Topics.flatMap((topic) => openTopic(topic, surroundings)),
  ];
  for (const entity of configured) restore(entity, surroundings);
  const all = configured.flatMap((entity) => [entity, ...deadLettersOf(entity)]);
  return new Map(all.map((entity) => [entity.path.toLowerCase(), entity]));
}

function openQueue({ Name: path, Properties }: QueueConfig, surroundings: Surroundings): Entity {
  const numbers = new SequenceNumbers(surroundings.store, path);
  const receiving = openReceiving(path, Properties, numbers, surroundings);
  const intake = new Intake({
    ...surroundings,
    path,
    numbers,
    requiresSession: Properties.RequiresSession,
    duplicates: openDuplicates(path, Properties, surroundings),
    deliver: (work, draft) => receiving.queue.add(work, draft),
  });
  return { path, kind: 'queue', intake, ...receiving };
}

function openTopic({ Name: path, Properties, Subscriptions }: TopicConfig, surroundings: Surroundings): Entity[] {
  const subscriptions = Subscriptions.map((subscription) => openSubscription(path, subscription, surroundings));
  const intake = new Intake({
    ...surroundings,
    path,
    numbers: new SequenceNumbers(surroundings.store, path),
    requiresSession: false,
    duplicates: openDuplicates(path, Properties, surroundings),
    deliver: (work, draft) => fanOut(work, draft, Properties.DefaultMessageTimeToLive, subscriptions),
  });
  return [{ path, kind: 'topic', intake }, ...subscriptions];
}

function openSubscription(
  topic: string,
  { Name, Properties, Rules: rules }: SubscriptionConfig,
  surroundings: Surroundings,
): Entity & Subscription {
  const path = `${topic}/Subscriptions/${Name}`;
  const numbers = new SequenceNumbers(surroundings.store, path);
  return {
    path,
    kind: 'subscription',
    rules: new Rules(surroundings.store, path, rules.map(configuredRule)),
    ...openReceiving(path, Properties, numbers, surroundings),
  };
}

function deadLettersOf({ deadLetters }: Entity): Entity[] {
  return deadLetters ? [{ path: deadLetters.settings.path, kind: 'deadLetterQueue', queue: deadLetters }] : [];
}

function restore({ path, intake, queue, deadLetters }: Entity, { store }: Surroundings): void {
  for (const message of new MessageRecords(store, path).all()) {
    if (message.state === 'scheduled') intake?.scheduled.restore(message);
    else queue?.restore(message);
  }
  if (!deadLetters) return;
  for (const message of new MessageRecords(store, deadLetters.settings.path).all()) deadLetters.restore(message);
}
