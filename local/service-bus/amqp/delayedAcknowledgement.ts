import type { Socket } from 'node:net';
import type { Connection } from 'rhea';
import { connectionInternals } from './rheaInternals.js';

/**
 * Answers every chunk of input, if with nothing else then with an empty frame. The SDK leaves Nagle's algorithm on and
 * writes several small frames in a row: the second waits for the TCP acknowledgement of the first, which the kernel
 * holds back for 40 ms unless there is something to send with it. For one end of a connection only.
 */
export function cureDelayedAcknowledgement(connection: Connection, socket: Socket): void {
  const internals = connectionInternals(connection);
  let scheduled = false;
  socket.on('data', () => {
    if (scheduled) return;
    scheduled = true;
    const before = socket.bytesWritten;
    setImmediate(() => {
      scheduled = false;
      const silent = socket.bytesWritten === before && internals.amqp_transport.pending.length === 0;
      if (silent && connection.is_open() && !socket.destroyed) internals._write_frame();
    });
  });
}
