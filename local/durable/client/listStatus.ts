import type { Engine } from '../engine/engine.js';
import { flag } from './flag.js';
import { instanceFilter } from './instanceFilter.js';
import { type DurableRequest, type DurableResponse, json } from './response.js';
import { recordOf, type Status, statusOf } from './statusOf.js';

/** Page size where the caller names none (extension default). */
const PAGE_SIZE = 100;
const TOKEN_HEADER = 'x-ms-continuation-token';

const encodeToken = (instanceId: string) => Buffer.from(instanceId).toString('base64url');
const decodeToken = (token: string | undefined) => (token ? Buffer.from(token, 'base64url').toString() : undefined);

/** `GET instances`: pages in the order of the ids. */
export async function listStatus(engine: Engine, { query, headers }: DurableRequest): Promise<DurableResponse> {
  const matches = instanceFilter(query);
  const after = decodeToken(headers[TOKEN_HEADER]);
  const size = Number(query.get('top')) || PAGE_SIZE;
  const showInput = flag(query, 'showInput', true);

  const page: Status[] = [];
  for (const { instanceId } of engine.rows.records(query.get('instanceIdPrefix') ?? '')) {
    if (after !== undefined && instanceId <= after) continue;
    const record = recordOf(engine, instanceId);
    if (!record || !matches(record)) continue;
    const last = page.at(-1);
    if (page.length === size && last) return json(200, page, { [TOKEN_HEADER]: encodeToken(last.instanceId) });
    page.push(statusOf(record, showInput));
  }
  return json(200, page);
}
