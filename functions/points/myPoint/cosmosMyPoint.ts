import type { Container, JSONObject, OperationInput, PatchOperation, SqlQuerySpec } from '@azure/cosmos';
import { cosmosDocuments, type Versioned } from '../../shared/documents.js';
import { emptySummary, entryIdOf, MyPointEntry, MyPointSummary } from '../domain/myPoint.js';
import type { MyPointView } from './view.js';

/** Of a transactional batch of which one operation failed. */
const BATCH_FAILED = 207;

const SUMMARY = 'summary';

/** The view in a Cosmos DB container partitioned by customer. */
export function cosmosMyPoint(container: Container): MyPointView {
  const summaries = cosmosDocuments(container, MyPointSummary);
  const entries = cosmosDocuments(container, MyPointEntry);
  const carryOut = async (operations: OperationInput[], customerId: string): Promise<boolean> => {
    const { code } = await container.items.batch(operations, customerId);
    return code !== BATCH_FAILED;
  };
  return {
    add: ({ summary, entries: added }) =>
      carryOut([...added.map((entry) => storing(entry, undefined)), adding(summary)], summary.customerId),

    async read(customerId, paymentIds) {
      const [summary, ...found] = await Promise.all([
        summaries.read(SUMMARY, customerId),
        ...paymentIds.map((paymentId) => entries.read(entryIdOf(paymentId), customerId)),
      ]);
      const known = found.filter((entry) => entry !== undefined);
      return { summary, entries: new Map(known.map((entry) => [entry.value.paymentId, entry])) };
    },

    write: (change, state) =>
      carryOut(
        [
          storing(change.summary, state.summary),
          ...change.entries.map((entry) => storing(entry, state.entries.get(entry.paymentId))),
        ],
        change.summary.customerId,
      ),

    async page(customerId, limit, position) {
      const [summary, { resources }] = await Promise.all([
        summaries.read(SUMMARY, customerId),
        container.items.query<JSONObject>(olderThan(position, limit + 1), { partitionKey: customerId }).fetchAll(),
      ]);
      return {
        summary: summary?.value ?? emptySummary(customerId),
        entries: resources.slice(0, limit).map((entry) => MyPointEntry.parse(entry)),
        more: resources.length > limit,
      };
    },
  };
}

function storing(document: MyPointSummary | MyPointEntry, before: Versioned<unknown> | undefined): OperationInput {
  const resourceBody = { ...document };
  return before
    ? { operationType: 'Replace', id: document.id, resourceBody, ifMatch: before.etag }
    : { operationType: 'Create', resourceBody };
}

function adding({ accrued, revoked }: MyPointSummary): OperationInput {
  const operations: PatchOperation[] = [
    { op: 'incr', path: '/accrued', value: accrued },
    { op: 'incr', path: '/revoked', value: revoked },
  ];
  return { operationType: 'Patch', id: SUMMARY, resourceBody: { operations } };
}

function olderThan(position: string | undefined, most: number): SqlQuerySpec {
  const older = position === undefined ? '' : 'AND c.position < @position';
  return {
    query: `SELECT TOP @most * FROM c WHERE c.kind = 'entry' ${older} ORDER BY c.position DESC`,
    parameters: [
      { name: '@most', value: most },
      ...(position === undefined ? [] : [{ name: '@position', value: position }]),
    ],
  };
}
