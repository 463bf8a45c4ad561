import rhea, { type Typed } from 'rhea';
import * as z from 'zod';
import { NotSimulatedError } from '../../../notSimulated.js';
import type { Rule } from '../../topic/rules.js';
import { optionalText } from '../optionalText.js';
import { answerMap, DONE, NONE, type Operation, part } from './operation.js';

const CorrelationFilter = z.object({
  'correlation-id': optionalText,
  'message-id': optionalText,
  to: optionalText,
  'reply-to': optionalText,
  label: optionalText,
  'session-id': optionalText,
  'reply-to-session-id': optionalText,
  'content-type': optionalText,
  properties: z.record(z.string(), z.unknown()).nullish(),
});

const AddRule = z.object({
  'rule-name': z.string(),
  'rule-description': z.object({
    'correlation-filter': CorrelationFilter.nullish(),
    'sql-filter': z.object({ expression: z.string() }).nullish(),
    'sql-rule-action': z.object({ expression: z.string().nullish() }).nullish(),
  }),
});

/** What the SDK sends for a true filter. */
const TRUE = '1=1';

export const addRule: Operation = async (entity, body) => {
  const { 'rule-name': name, 'rule-description': description } = AddRule.parse(body);
  const { 'sql-filter': sql, 'sql-rule-action': action, 'correlation-filter': filter } = description;
  if (sql && sql.expression.replaceAll(' ', '') !== TRUE) throw new NotSimulatedError('Service Bus SQL filters');
  if (action?.expression) throw new NotSimulatedError('Service Bus rule actions');
  await part(entity, 'rules').add({
    name,
    filter: {
      correlationId: filter?.['correlation-id'],
      messageId: filter?.['message-id'],
      to: filter?.to,
      replyTo: filter?.['reply-to'],
      subject: filter?.label,
      sessionId: filter?.['session-id'],
      replyToSessionId: filter?.['reply-to-session-id'],
      contentType: filter?.['content-type'],
      properties: filter?.properties ?? {},
    },
  });
  return DONE;
};

const RemoveRule = z.object({ 'rule-name': z.string() });

export const removeRule: Operation = async (entity, body) => {
  await part(entity, 'rules').remove(RemoveRule.parse(body)['rule-name']);
  return DONE;
};

const EnumerateRules = z.object({ top: z.number().default(100), skip: z.number().default(0) });

export const enumerateRules: Operation = (entity, body) => {
  const { top, skip } = EnumerateRules.parse(body);
  const rules = part(entity, 'rules')
    .all()
    .slice(skip, skip + top);
  if (rules.length === 0) return NONE;
  return answerMap({ rules: wrap_list(rules.map((rule) => ({ 'rule-description': describedRule(rule) }))) });
};

/** Descriptors of what rules are made of; a rule's and an action's have one hex digit more than a filter's. */
const RULE = 0x137_0000_0004;
const NO_ACTION = 0x137_0000_0005;
const SQL_FILTER = 0x13_7000_0006;
const CORRELATION_FILTER = 0x13_7000_0009;

const { described_nc, wrap, wrap_list, wrap_map, wrap_string, wrap_ulong } = rhea.types;

const described = (descriptor: number, items: readonly Typed[]): Typed =>
  described_nc(wrap_ulong(descriptor), wrap_list(items));

const optional = (value: string | undefined): Typed => (value === undefined ? wrap(null) : wrap_string(value));

const describedRule = ({ name, filter }: Rule): Typed =>
  described(RULE, [describedFilter(filter), described(NO_ACTION, []), wrap_string(name)]);

function describedFilter(filter: Rule['filter']): Typed {
  const { properties, ...fields } = filter;
  const isTrue = Object.values(fields).every((field) => field === undefined) && Object.keys(properties).length === 0;
  if (isTrue) return described(SQL_FILTER, [wrap_string(TRUE)]);
  return described(CORRELATION_FILTER, [
    optional(filter.correlationId),
    optional(filter.messageId),
    optional(filter.to),
    optional(filter.replyTo),
    optional(filter.subject),
    optional(filter.sessionId),
    optional(filter.replyToSessionId),
    optional(filter.contentType),
    wrap_map(properties),
  ]);
}
