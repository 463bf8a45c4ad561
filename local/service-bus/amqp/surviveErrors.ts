import type { Container } from 'rhea';
import type { Log } from '../../log.js';

const ERROR_EVENTS = ['error', 'protocol_error', 'connection_error', 'session_error', 'sender_error', 'receiver_error'];

/** Notes the peer's mistakes. An error event that nobody listens for would end this process. */
export function surviveErrors(container: Container, log: Log): void {
  for (const event of ERROR_EVENTS) {
    container.on(event, (problem: { readonly message?: unknown } | undefined) => {
      log.write('debug', 'service-bus', `${event}: ${problem?.message ?? 'the peer reports one'}`);
    });
  }
}
