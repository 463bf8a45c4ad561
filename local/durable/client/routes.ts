import { decoded } from '../../decoded.js';
import type { Engine } from '../engine/engine.js';
import { getStatus } from './getStatus.js';
import { listStatus } from './listStatus.js';
import { notSimulated } from './notSimulated.js';
import { purge, purgeBy } from './purge.js';
import { raiseEvent } from './raiseEvent.js';
import { type DurableRequest, type DurableResponse, empty, type PathParams, refused } from './response.js';
import { restart } from './restart.js';
import { startNew } from './startNew.js';
import { resume, suspend } from './suspendResume.js';
import { terminate } from './terminate.js';

type Operation = (engine: Engine, request: DurableRequest, params: PathParams) => Promise<DurableResponse>;

const ENTITY = /^\/entities(?:\/|$)/i;

/** The management API of Durable Functions: method, path behind the prefix, operation. */
const ROUTES: readonly (readonly [string, RegExp, Operation])[] = [
  ['POST', /^\/orchestrators\/([^/]+)(?:\/([^/]+))?$/i, startNew],
  ['GET', /^\/instances\/?$/i, listStatus],
  ['GET', /^\/instances\/([^/]+)$/i, getStatus],
  ['DELETE', /^\/instances\/?$/i, purgeBy],
  ['DELETE', /^\/instances\/([^/]+)$/i, purge],
  ['POST', /^\/instances\/([^/]+)\/raiseEvent\/([^/]+)$/i, raiseEvent],
  ['POST', /^\/instances\/([^/]+)\/terminate$/i, terminate],
  ['POST', /^\/instances\/([^/]+)\/suspend$/i, suspend],
  ['POST', /^\/instances\/([^/]+)\/resume$/i, resume],
  ['POST', /^\/instances\/([^/]+)\/restart$/i, restart],
  ['POST', /^\/instances\/([^/]+)\/rewind$/i, (e) => notSimulated(e, 'Durable rewind')],
  ['GET', ENTITY, (e) => notSimulated(e, 'Durable entities (read)')],
  ['POST', ENTITY, (e) => notSimulated(e, 'Durable entities (signal)')],
  ['DELETE', ENTITY, (e) => notSimulated(e, 'Durable entities (delete)')],
];

export async function route(engine: Engine, request: DurableRequest): Promise<DurableResponse> {
  let pathKnown = false;
  for (const [method, pattern, operation] of ROUTES) {
    const match = pattern.exec(request.path);
    if (!match) continue;
    pathKnown = true;
    if (method !== request.method.toUpperCase()) continue;
    // A part of the path that may be left out is undefined.
    const params = match.slice(1).map((part?: string) => part && decoded(part));
    return operation(engine, request, params);
  }
  return pathKnown ? empty(405) : refused(404, `There is nothing at ${request.path}.`);
}
