import * as z from 'zod';
import { NotSimulatedError } from '../../notSimulated.js';
import { MINIMUM } from '../charges/table.js';
import { badRequest } from '../http/cosmosError.js';
import { type Answer, isTrue, type Operation } from '../http/operation.js';
import { parseJson } from '../http/parseJson.js';
import type { Database } from '../model/account.js';
import { databaseResource } from '../model/resources.js';
import { feed } from './feed.js';
import { checkMatch } from './steps/checks.js';

const DatabaseBody = z.looseObject({ id: z.string().regex(/^[^/\\?#]{1,255}$/) });

function answer(status: number, database: Database): Answer {
  return { status, charge: MINIMUM, etag: database.stored.etag, body: JSON.stringify(databaseResource(database)) };
}

export const createDatabase: Operation = async ({ account, headers, body }) => {
  if (isTrue(headers['x-ms-documentdb-isquery'])) throw new NotSimulatedError('Cosmos DB queries of databases');
  const parsed = DatabaseBody.safeParse(parseJson(body));
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  return answer(201, await account.createDatabase(parsed.data.id));
};

export const readDatabases: Operation = ({ account }) =>
  feed(
    'Databases',
    '',
    [...account.databases.values()].map((database) => JSON.stringify(databaseResource(database))),
  );

export const readDatabase: Operation = ({ account, address }) => answer(200, account.database(address.database));

export const deleteDatabase: Operation = async ({ account, address, headers }) => {
  checkMatch(account.database(address.database).stored, headers['if-match']);
  await account.deleteDatabase(address.database);
  return { status: 204, charge: MINIMUM };
};
