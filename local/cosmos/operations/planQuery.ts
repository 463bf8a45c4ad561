import { MINIMUM } from '../charges/table.js';
import { onContainer } from './onContainer.js';

/**
 * The plan of every query. There is one range of partition keys, so nothing is left for the SDK to merge: it sends the
 * query as it is.
 */
const PLAN = JSON.stringify({
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: 'None',
    top: null,
    offset: null,
    limit: null,
    orderBy: [],
    orderByExpressions: [],
    groupByExpressions: [],
    groupByAliases: [],
    aggregates: [],
    groupByAliasToAggregateType: {},
    rewrittenQuery: '',
    hasSelectValue: false,
    dCountInfo: null,
    hasNonStreamingOrderBy: false,
  },
  queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
});

export const planQuery = onContainer(() => ({ status: 200, body: PLAN, charge: MINIMUM }));
