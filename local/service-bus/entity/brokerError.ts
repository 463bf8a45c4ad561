/** A refusal in the words of the wire: the AMQP condition decides which `ServiceBusError.code` a client sees. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';

  constructor(
    readonly condition: string,
    readonly description: string,
  ) {
    super(description);
  }
}

export const messageLockLost = (): BrokerError =>
  new BrokerError(
    'com.microsoft:message-lock-lost',
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
  );

export const sessionLockLost = (sessionId: string): BrokerError =>
  new BrokerError('com.microsoft:session-lock-lost', `The lock on session '${sessionId}' has expired or was released.`);

export const sessionCannotBeLocked = (sessionId: string): BrokerError =>
  new BrokerError(
    'com.microsoft:session-cannot-be-locked',
    `The session '${sessionId}' is locked by another receiver.`,
  );

export const messageNotFound = (sequenceNumber: number): BrokerError =>
  new BrokerError(
    'com.microsoft:message-not-found',
    `There is no such message with sequence number ${sequenceNumber}.`,
  );

/** Clients recognise a missing entity by this sentence, not by the condition alone. */
export const entityNotFound = (path: string): BrokerError =>
  new BrokerError('amqp:not-found', `The messaging entity '${path}' could not be found.`);

export const notAllowed = (description: string): BrokerError => new BrokerError('amqp:not-allowed', description);
