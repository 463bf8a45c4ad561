import rhea from 'rhea';
import * as z from 'zod';
import { asBuffer } from '../message/bytes.js';
import { descriptionOf, splitSections } from '../message/sections.js';

/** Fields that a message must have, exactly so; a filter without any matches every message. */
export interface CorrelationFilter {
  readonly correlationId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly to?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly subject?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly replyToSessionId?: string | undefined;
  readonly contentType?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

const Facts = z.object({
  correlation_id: z.unknown().optional(),
  message_id: z.unknown().optional(),
  to: z.unknown().optional(),
  reply_to: z.unknown().optional(),
  subject: z.unknown().optional(),
  group_id: z.unknown().optional(),
  reply_to_group_id: z.unknown().optional(),
  content_type: z.unknown().optional(),
  application_properties: z.record(z.string(), z.unknown()).default({}),
});

/** What filters can see of a message: its properties, never its body. */
export type Facts = z.infer<typeof Facts>;

/** @param content properties, application properties and body, encoded */
export function factsOf(content: Uint8Array): Facts {
  const encoded = asBuffer(content);
  return Facts.parse(rhea.message.decode(descriptionOf(encoded, splitSections(encoded))));
}

/** All given fields must be equal, letter by letter. */
export function matches(filter: CorrelationFilter, facts: Facts): boolean {
  const pairs: [expected: unknown, actual: unknown][] = [
    [filter.correlationId, facts.correlation_id],
    [filter.messageId, facts.message_id],
    [filter.to, facts.to],
    [filter.replyTo, facts.reply_to],
    [filter.subject, facts.subject],
    [filter.sessionId, facts.group_id],
    [filter.replyToSessionId, facts.reply_to_group_id],
    [filter.contentType, facts.content_type],
    ...Object.entries(filter.properties).map(([name, value]): [unknown, unknown] => [
      value,
      facts.application_properties[name],
    ]),
  ];
  return pairs.every(([expected, actual]) => expected === undefined || same(expected, actual));
}

const same = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
