import type { Socket } from 'node:net';
import type { Connection } from 'rhea';
import { connectionInternals } from './rheaInternals.js';

/**
 * Writes all frames of one turn of the event loop at once, where rhea makes a write of each.
 *
 * Also answers every chunk of input with at least an empty frame. The SDK leaves Nagle's algorithm on and writes several
 * small frames in a row: the second waits for the TCP acknowledgement of the first, which the kernel holds back for 40 ms
 * unless there is something to send with it.
 */
export function batchOutput(connection: Connection, socket: Socket): void {
  const internals = connectionInternals(connection);
  const write = internals.output.bind(connection);
  let scheduled = false;
  let heard = false;
  const flush = (): void => {
    scheduled = false;
    if (socket.destroyed) return;
    socket.cork();
    if (heard && internals.amqp_transport.pending.length === 0) internals._write_frame();
    heard = false;
    write();
    socket.uncork();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };
  internals.output = schedule;
  socket.on('data', () => {
    heard = connection.is_open();
    schedule();
  });
}
