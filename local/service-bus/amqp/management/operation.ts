import rhea, { type Typed } from 'rhea';
import { notAllowed } from '../../entity/brokerError.js';
import type { MessageQueue } from '../../entity/messageQueue.js';
import type { Entity } from '../../namespace.js';

/** What an operation answers: a body, or nothing to tell. */
export type Answer = { readonly status: 200; readonly body?: Typed } | { readonly status: 204 };

/** One operation of an entity's management node. @throws BrokerError */
export type Operation = (entity: Entity, body: unknown) => Answer | Promise<Answer>;

/** An answer's body: a map whose values carry their AMQP types. */
export const answerMap = (entries: Readonly<Record<string, Typed>>): Answer => ({
  status: 200,
  body: rhea.types.wrap_map(entries),
});

export const DONE: Answer = { status: 200 };
export const NONE: Answer = { status: 204 };

/** The part of an entity that an operation needs. @throws BrokerError amqp:not-allowed where the entity lacks it */
export function part<K extends keyof Entity>(entity: Entity, name: K): NonNullable<Entity[K]> {
  const found = entity[name];
  if (found === undefined) throw notAllowed(`'${entity.path}' does not take this operation.`);
  return found as NonNullable<Entity[K]>;
}

export const queueOf = (entity: Entity): MessageQueue => part(entity, 'queue');

/** An AMQP array of 8-byte integers or times; rhea writes an array's items bare. */
const ARRAY_TYPES = { long: 0x81, timestamp: 0x83 };
export const arrayOf = (type: keyof typeof ARRAY_TYPES, values: readonly number[]): Typed =>
  rhea.types.wrap_array(values, ARRAY_TYPES[type], undefined);
