import { hostname } from 'node:os';
import * as z from 'zod';
import type { Log } from '../../log.js';
import { HOST_VERSION } from '../app/functionsCore.js';
import type { IndexedFunction } from '../functionIndex.js';
import type { Door } from './frontDoor.js';
import { type HttpAnswer, type HttpMessage, jsonAnswer, statusOnly } from './message.js';

export interface AdminOptions {
  readonly url: string;
  readonly routePrefix: string;
  readonly functions: readonly IndexedFunction[];
  readonly log: Log;
}

const TestCall = z.object({ input: z.string().default('') });

/** The part of the host's admin API that developers and tools use. Locally it asks for no key, like `func start`. */
export function createAdmin({ url, routePrefix, functions, log }: AdminOptions): Door {
  function describe({ name, trigger, bindings, disabled, bound }: IndexedFunction) {
    const route = bound?.route && [routePrefix, bound.route].filter(Boolean).join('/');
    return {
      name,
      href: `${url}/admin/functions/${name}`,
      invoke_url_template: route ? `${url}/${route}` : null,
      language: 'node',
      isDisabled: disabled,
      isDirect: false,
      isProxy: false,
      config: { bindings, trigger },
    };
  }

  function status(): HttpAnswer {
    const errors = functions.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
    return jsonAnswer(200, {
      id: hostname(),
      state: 'Running',
      version: HOST_VERSION,
      versionDetails: HOST_VERSION,
      instanceId: String(process.pid),
      computerName: hostname(),
      processUptime: Math.round(process.uptime() * 1_000),
      extensionBundle: null,
      ...(errors.length > 0 && { errors }),
    });
  }

  /** Answers at once; what becomes of the call is in the log. */
  function callFunction({ bound }: IndexedFunction, message: HttpMessage): HttpAnswer {
    let input: string;
    try {
      input = TestCall.parse(JSON.parse(Buffer.from(message.body).toString('utf8'))).input;
    } catch {
      return jsonAnswer(400, { error: 'The body must be {"input":"…"}.' });
    }
    if (!bound?.test) return jsonAnswer(501, { error: 'NOT_SIMULATED: calling this function through the admin API' });
    bound.test(input).catch(() => {});
    return statusOnly(202);
  }

  return async (message, path) => {
    const [area, name, ...rest] = path.split('/');
    if (rest.length > 0) return undefined;
    if (area === 'host' && name === 'ping') return statusOnly(200);
    if (area === 'host' && name === 'status') return status();
    if (area === 'functions' && !name) return jsonAnswer(200, functions.map(describe));
    if (area === 'functions') {
      const target = functions.find((known) => known.name.toLowerCase() === name?.toLowerCase());
      if (!target) return statusOnly(404);
      return message.method === 'POST' ? callFunction(target, message) : jsonAnswer(200, describe(target));
    }
    log.write('warn', 'host', `NOT_SIMULATED: ${message.method} /admin/${path}`);
    return jsonAnswer(501, { error: `NOT_SIMULATED: /admin/${path}` });
  };
}
