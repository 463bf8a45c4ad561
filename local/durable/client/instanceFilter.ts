import type { InstanceRecord } from '../orchestration/instanceRecord.js';
import { runtimeStatus } from '../orchestration/instanceRecord.js';

const time = (text: string | null, otherwise: number) => (text === null ? otherwise : Date.parse(text));

/** The filters that listing and purging share: `createdTimeFrom`, `createdTimeTo`, `runtimeStatus`, a list by commas. */
export function instanceFilter(query: URLSearchParams): (record: InstanceRecord) => boolean {
  const from = time(query.get('createdTimeFrom'), Number.NEGATIVE_INFINITY);
  const to = time(query.get('createdTimeTo'), Number.POSITIVE_INFINITY);
  const statuses = query.get('runtimeStatus')?.toLowerCase().split(',').filter(Boolean);
  return (record) =>
    record.createdAt >= from &&
    record.createdAt <= to &&
    (!statuses?.length || statuses.includes(runtimeStatus(record).toLowerCase()));
}
