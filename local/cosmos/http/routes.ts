import { NotSimulatedError } from '../../notSimulated.js';
import { executeBatch } from '../operations/batch/executeBatch.js';
import * as containers from '../operations/containers.js';
import * as databases from '../operations/databases.js';
import { feed } from '../operations/feed.js';
import { planQuery } from '../operations/planQuery.js';
import { pointOperation } from '../operations/pointOperation.js';
import { queryItems } from '../operations/queryItems.js';
import { readAccount } from '../operations/readAccount.js';
import { readChangeFeed } from '../operations/readChangeFeed.js';
import { readItems } from '../operations/readItems.js';
import { readPartitionKeyRanges } from '../operations/readPartitionKeyRanges.js';
import { create } from '../operations/steps/create.js';
import { patch } from '../operations/steps/patch.js';
import { read } from '../operations/steps/read.js';
import { remove } from '../operations/steps/remove.js';
import { replace } from '../operations/steps/replace.js';
import { upsert } from '../operations/steps/upsert.js';
import type { Address } from './address.js';
import { isTrue, type Operation } from './operation.js';

const createItem = pointOperation(create);
const upsertItem = pointOperation(upsert);

/** What a POST to the items means is in its headers. */
const postItems: Operation = (call) => {
  const { headers } = call;
  if (isTrue(headers['x-ms-cosmos-is-query-plan-request'])) return planQuery(call);
  if (isTrue(headers['x-ms-documentdb-isquery'])) return queryItems(call);
  if (isTrue(headers['x-ms-cosmos-is-batch-request'])) return executeBatch(call);
  return isTrue(headers['x-ms-documentdb-is-upsert']) ? upsertItem(call) : createItem(call);
};

const getItems: Operation = (call) => (call.headers['a-im'] === undefined ? readItems : readChangeFeed)(call);

/** Nothing has a throughput of its own here. */
const queryOffers: Operation = () => feed('Offers', '', []);

const DATABASES = 'dbs';
const DATABASE = 'dbs/*';
const CONTAINERS = 'dbs/*/colls';
const CONTAINER = 'dbs/*/colls/*';
const ITEMS = 'dbs/*/colls/*/docs';
const ITEM = 'dbs/*/colls/*/docs/*';

const ROUTES: Readonly<Record<string, Operation>> = {
  'GET ': readAccount,
  [`GET ${DATABASES}`]: databases.readDatabases,
  [`POST ${DATABASES}`]: databases.createDatabase,
  [`GET ${DATABASE}`]: databases.readDatabase,
  [`DELETE ${DATABASE}`]: databases.deleteDatabase,
  [`GET ${CONTAINERS}`]: containers.readContainers,
  [`POST ${CONTAINERS}`]: containers.createContainer,
  [`GET ${CONTAINER}`]: containers.readContainer,
  [`PUT ${CONTAINER}`]: containers.replaceContainer,
  [`DELETE ${CONTAINER}`]: containers.deleteContainer,
  [`GET ${CONTAINER}/pkranges`]: readPartitionKeyRanges,
  [`GET ${ITEMS}`]: getItems,
  [`POST ${ITEMS}`]: postItems,
  [`GET ${ITEM}`]: pointOperation(read),
  [`PUT ${ITEM}`]: pointOperation(replace),
  [`PATCH ${ITEM}`]: pointOperation(patch),
  [`DELETE ${ITEM}`]: pointOperation(remove),
  'GET offers': queryOffers,
  'POST offers': queryOffers,
};

/** @throws NotSimulatedError for what has no operation here: stored procedures, triggers, users, … */
export function operationFor(method: string, { shape }: Address): Operation {
  const operation = ROUTES[`${method} ${shape}`];
  if (!operation) throw new NotSimulatedError(`Cosmos DB ${method} /${shape}`);
  return operation;
}
