import type { Socket } from 'node:net';
import type { Connection } from 'rhea';
import { connectionInternals } from './rheaInternals.js';

/** Writes all frames of one turn of the event loop at once, where rhea makes a write of each. */
export function batchOutput(connection: Connection, socket: Socket): void {
  const internals = connectionInternals(connection);
  const write = internals.output.bind(connection);
  let scheduled = false;
  internals.output = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      if (socket.destroyed) return;
      socket.cork();
      write();
      socket.uncork();
    });
  };
}
