import type { RuleConfig } from '../entities.js';
import type { Rule } from './rules.js';

/** A rule of the configuration file in the broker's words. */
export function configuredRule({ Name, Properties: { CorrelationFilter: filter } }: RuleConfig): Rule {
  return {
    name: Name,
    filter: {
      correlationId: filter?.CorrelationId,
      messageId: filter?.MessageId,
      to: filter?.To,
      replyTo: filter?.ReplyTo,
      subject: filter?.Label,
      sessionId: filter?.SessionId,
      replyToSessionId: filter?.ReplyToSessionId,
      contentType: filter?.ContentType,
      properties: filter?.Properties ?? {},
    },
  };
}
