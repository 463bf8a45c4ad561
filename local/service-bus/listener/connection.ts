import rhea, { type Connection } from 'rhea';
import type { Log } from '../../log.js';
import { batchOutput } from '../amqp/batchedOutput.js';
import { connectionInternals } from '../amqp/rheaInternals.js';
import { surviveErrors } from '../amqp/surviveErrors.js';

/** Both ends must say something at least this often, or are taken for dead. */
const IDLE_TIMEOUT_MS = 120_000;

const DEFAULT_PORT = 5672;

export interface ConnectionEvents {
  readonly onOpen: (connection: Connection) => void;
  /** Called once, also where the connection never opened. */
  readonly onLost: () => void;
}

/** Connects to a broker that asks for no credentials. @throws where the connection string has no endpoint */
export function openConnection(connectionString: string, log: Log, { onOpen, onLost }: ConnectionEvents): Connection {
  const { host, port } = endpointOf(connectionString);
  const container = rhea.create_container();
  surviveErrors(container, log);
  const connection = container.connect({
    host,
    port,
    hostname: host,
    reconnect: false,
    tcp_no_delay: true,
    idle_time_out: IDLE_TIMEOUT_MS,
    receiver_options: { autoaccept: false, autosettle: false, credit_window: 0 },
    sender_options: { autosettle: true },
  } as never);
  connection.once('connection_open', () => {
    batchOutput(connection, connectionInternals(connection).socket);
    onOpen(connection);
  });
  let lost = false;
  const lose = (): void => {
    if (!lost) onLost();
    lost = true;
  };
  connection.on('connection_close', lose);
  connection.on('disconnected', lose);
  return connection;
}

function endpointOf(connectionString: string): { host: string; port: number } {
  const [, endpoint] = /(?:^|;)\s*Endpoint=([^;]+)/i.exec(connectionString) ?? [];
  if (!endpoint) throw new Error('The Service Bus connection string has no Endpoint');
  const { hostname, port } = new URL(endpoint.replace(/^sb:/i, 'http:'));
  return { host: hostname, port: port ? Number(port) : DEFAULT_PORT };
}
