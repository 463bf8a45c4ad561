import type { Engine } from '../engine/engine.js';
import { isFinished } from '../orchestration/instanceRecord.js';
import { flag } from './flag.js';
import { historyReport } from './historyReport.js';
import { type DurableRequest, type DurableResponse, json, noInstance, type PathParams } from './response.js';
import { recordOf, statusOf } from './statusOf.js';

/** `GET instances/{instanceId}` */
export async function getStatus(
  engine: Engine,
  { query, url }: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  const record = recordOf(engine, instanceId);
  if (!record) return noInstance(instanceId);

  const status = statusOf(record, flag(query, 'showInput', true));
  const history = flag(query, 'showHistory')
    ? historyReport(engine.rows.history(record), flag(query, 'showHistoryOutput'))
    : undefined;
  // The extension says historyEvents, the library reads history: with both, `status.history` works here.
  const body = history ? { ...status, historyEvents: history, history } : status;
  if (!isFinished(record)) return json(202, body, { location: url, 'retry-after': '5' });
  const asError = record.status === 'Failed' && flag(query, 'returnInternalServerErrorOnFailure');
  return json(asError ? 500 : 200, body);
}
