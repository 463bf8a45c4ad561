import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

/** The receiver's next message. @throws where none comes within 5 seconds */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
  if (!message) throw new Error('No message came');
  return message;
}

/** Whether the receiver has nothing to receive now. */
export async function isEmpty(receiver: ServiceBusReceiver): Promise<boolean> {
  return (await receiver.receiveMessages(1, { maxWaitTimeInMs: 200 })).length === 0;
}

/** A received message's sequence number, which the SDK's types hold possible to be missing. */
export function numberOf({
  sequenceNumber,
}: ServiceBusReceivedMessage): NonNullable<ServiceBusReceivedMessage['sequenceNumber']> {
  if (!sequenceNumber) throw new Error('The message has no sequence number');
  return sequenceNumber;
}

/** What a test says when it dead-letters a message. */
export const because = (deadLetterReason: string) => ({
  deadLetterReason,
  deadLetterErrorDescription: 'a test says so',
});
