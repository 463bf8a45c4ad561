import type { ServiceBusClient, ServiceBusSender } from '@azure/service-bus';

/** A message as the app sends it. `messageId` is what duplicate detection goes by. */
export interface OutgoingMessage {
  readonly messageId: string;
  readonly subject: string;
  readonly body: unknown;
  readonly sessionId?: string;
}

/** Sends to a queue or topic. Resolves once the broker has the message. */
export interface Publisher {
  publish(message: OutgoingMessage): Promise<void>;
  /** @throws where the broker cannot be reached now */
  ping(): Promise<void>;
}

/** @param entity a queue's or topic's name */
export function serviceBusPublisher(client: ServiceBusClient, entity: string): Publisher {
  let sender: ServiceBusSender | undefined;
  const open = (): ServiceBusSender => {
    sender ??= client.createSender(entity);
    return sender;
  };
  return {
    async publish({ messageId, subject, body, sessionId }) {
      await open().sendMessages({
        messageId,
        subject,
        body,
        contentType: 'application/json',
        ...(sessionId && { sessionId }),
      });
    },
    async ping() {
      await open().createMessageBatch();
    },
  };
}
