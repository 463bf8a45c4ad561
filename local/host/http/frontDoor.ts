import type { HttpTarget } from '../triggers/trigger.js';
import type { Cors } from './cors.js';
import { type HttpAnswer, type HttpMessage, jsonAnswer, statusOnly } from './message.js';
import type { Router } from './router.js';

/** Answers everything below one path. @returns undefined where there is nothing */
export type Door = (message: HttpMessage, path: string) => Promise<HttpAnswer | undefined>;

export interface FrontDoorOptions {
  /** Tried first, by the path that they stand on, such as `/admin/`. */
  readonly doors: Readonly<Record<string, Door>>;
  readonly router: Router<HttpTarget>;
  readonly cors: Cors;
  /** Added to each answer that does not have them. */
  readonly customHeaders: Readonly<Record<string, string>>;
  /** -1: unlimited. */
  readonly maxOutstandingRequests: number;
  readonly stopping: AbortSignal;
}

/** Azure's greeting at `/`, unless a function is there. */
function homepage(): HttpAnswer {
  if (process.env.AzureWebJobsDisableHomepage?.toLowerCase() === 'true') return statusOnly(204);
  const page = '<!DOCTYPE html><title>Functions</title><p>Your function app is up and running.</p>';
  return { status: 200, headers: [['content-type', 'text/html']], body: page };
}

/** Decides who answers a request: the host itself, a function, or nobody (404 without a body). */
export function createFrontDoor(options: FrontDoorOptions): (message: HttpMessage) => Promise<HttpAnswer> {
  const { router, cors, maxOutstandingRequests, stopping } = options;
  const doors = Object.entries(options.doors);
  const customHeaders = Object.entries(options.customHeaders);
  let outstanding = 0;

  async function callFunction(message: HttpMessage): Promise<HttpAnswer> {
    const found = router.find(message.method, message.path);
    if (!found) return message.path === '/' ? homepage() : statusOnly(404);
    // What is under way still needs the host's own doors, so only functions close at once.
    if (stopping.aborted) return { status: 503, headers: [['connection', 'close']] };
    if (maxOutstandingRequests >= 0 && outstanding >= maxOutstandingRequests) {
      return { status: 429, headers: [['x-function-scaleout', '1']] };
    }
    outstanding++;
    try {
      return await found.target(message, found.params);
    } finally {
      outstanding--;
    }
  }

  async function dispatch(message: HttpMessage): Promise<HttpAnswer> {
    const path = message.path.toLowerCase();
    for (const [prefix, door] of doors) {
      if (!path.startsWith(prefix) && `${path}/` !== prefix) continue;
      const answer = await door(message, message.path.slice(prefix.length));
      return answer ?? jsonAnswer(404, { error: `Nothing is at ${message.path}.` });
    }
    return callFunction(message);
  }

  return async (message) => {
    const preflight = cors.preflight(message);
    if (preflight) return preflight;
    const answer = await dispatch(message);
    const added = cors.headersFor(message);
    const missing = customHeaders.filter(
      ([name]) => !answer.headers.some(([own]) => own.toLowerCase() === name.toLowerCase()),
    );
    return added.length + missing.length === 0
      ? answer
      : { ...answer, headers: [...answer.headers, ...added, ...missing] };
  };
}
