import { parseArgs } from 'node:util';

/** The command line is wrong; the message says how in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Ports {
  readonly functions: number;
  readonly serviceBus: number;
  readonly cosmos: number;
  readonly payment: number;
  /** Undefined: the token issuer's own choice. */
  readonly issuer?: number;
}

export interface StartOptions {
  readonly ports: Ports;
  /** Undefined: nothing on disk. */
  readonly dataFolder: string | undefined;
  readonly verbose: boolean;
  /** Each scale group of the app in a process of its own. */
  readonly isolate: boolean;
  /** Print the options and start nothing. */
  readonly help: boolean;
}

interface Option {
  readonly type: 'string' | 'boolean';
  readonly default?: string | boolean;
  readonly says: string;
}

const OPTIONS = {
  port: { type: 'string', default: '7071', says: 'port of the HTTP API; 0 picks a free one, here and below' },
  'service-bus-port': { type: 'string', default: '5672', says: 'port of Service Bus' },
  'cosmos-port': { type: 'string', default: '8081', says: 'port of Cosmos DB' },
  'payment-port': { type: 'string', default: '9090', says: 'port of the payment provider' },
  'issuer-port': { type: 'string', says: 'port of the token issuer (9091, or a free one where that is taken)' },
  data: { type: 'string', default: '.local', says: 'the folder that everything is kept in' },
  ephemeral: { type: 'boolean', default: false, says: 'keep nothing on disk' },
  verbose: { type: 'boolean', default: false, says: 'log more: every turn of an orchestrator, too' },
  isolate: { type: 'boolean', default: false, says: 'a process for each scale group of the app, as on Azure' },
  help: { type: 'boolean', default: false, says: 'print this' },
} as const satisfies Readonly<Record<string, Option>>;

/** What `--help` prints: every option in a line, with its default. */
export const HELP = [
  'npm start -- [options]     (npm run local:services takes all but --isolate)',
  '',
  ...Object.entries<Option>(OPTIONS).map(([name, { default: usually, says }]) => {
    const value = typeof usually === 'string' ? ` (${usually})` : '';
    return `  --${name.padEnd(18)}${says}${value}`;
  }),
].join('\n');

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    // Node goes on to explain positional arguments, of which there are none here.
    throw new UsageError(String((error as Error).message).split('. ')[0]);
  }
}

function port(option: string, text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535)
    throw new UsageError(`--${option} must be a port from 0 to 65535: ${text}`);
  return number;
}

/**
 * What `npm start` or `npm run local:services` was asked for after `--`.
 *
 * @throws UsageError naming the option that is wrong
 */
export function readCommandLine(args: readonly string[]): StartOptions {
  const values = parse(args);
  if (values.data === '') throw new UsageError('--data must name a folder');
  return {
    ports: {
      functions: port('port', values.port),
      serviceBus: port('service-bus-port', values['service-bus-port']),
      cosmos: port('cosmos-port', values['cosmos-port']),
      payment: port('payment-port', values['payment-port']),
      ...(values['issuer-port'] !== undefined && { issuer: port('issuer-port', values['issuer-port']) }),
    },
    dataFolder: values.ephemeral ? undefined : values.data,
    verbose: values.verbose,
    isolate: values.isolate,
    help: values.help,
  };
}
