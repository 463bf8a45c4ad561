import * as z from 'zod';
import { queryCharge } from '../charges/charge.js';
import { badRequest } from '../http/cosmosError.js';
import { parseJson } from '../http/parseJson.js';
import { requireCompositeIndex } from '../sql/compositeIndex.js';
import { readCursor, writeCursor } from '../sql/cursor.js';
import { parseQuery } from '../sql/parseQuery.js';
import { runQuery } from '../sql/runQuery.js';
import { feed, maxItemCount } from './feed.js';
import { onContainer } from './onContainer.js';
import { partitionKeyOf } from './partitionKeyHeader.js';

const QueryBody = z.object({
  query: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.json().optional() })).default([]),
});

/** A page of a query, within one key or over all. */
export const queryItems = onContainer(async (container, { headers, body }) => {
  const parsed = QueryBody.safeParse(parseJson(body));
  if (!parsed.success) throw badRequest(`Invalid query: ${z.prettifyError(parsed.error)}`);
  const parameters = new Map(
    parsed.data.parameters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const continuation = headers['x-ms-continuation'];
  const query = parseQuery(parsed.data.query);
  requireCompositeIndex(query.orderBy, container.definition.indexingPolicy);
  const { documents, loaded, next } = runQuery(
    query,
    parameters,
    container.items(partitionKeyOf(headers)),
    maxItemCount(headers),
    typeof continuation === 'string' ? readCursor(continuation) : undefined,
  );
  const answer = feed('Documents', container.rid, documents, next && writeCursor(next));
  await container.whenStored();
  return { ...answer, charge: queryCharge(loaded, answer.body.length) };
});
