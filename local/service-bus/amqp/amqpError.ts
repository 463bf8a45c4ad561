import * as z from 'zod';
import { messageOf } from '../../messageOf.js';
import { NotSimulatedError } from '../../notSimulated.js';
import { BrokerError } from '../entity/brokerError.js';

export interface AmqpError {
  readonly condition: string;
  readonly description: string;
}

/**
 * Any error in the words of the wire. Clients try an `amqp:internal-error` again, half a minute later, so only surprises
 * become one: what cannot be read (a schema's or a reader's complaint) never will be.
 */
export function amqpError(error: unknown): AmqpError {
  if (error instanceof BrokerError) return { condition: error.condition, description: error.description };
  if (error instanceof NotSimulatedError) return { condition: 'amqp:not-implemented', description: error.message };
  if (error instanceof z.ZodError) return argumentError(z.prettifyError(error));
  if (error instanceof RangeError) return argumentError(error.message);
  return { condition: 'amqp:internal-error', description: messageOf(error) };
}

const argumentError = (description: string): AmqpError => ({ condition: 'com.microsoft:argument-error', description });
