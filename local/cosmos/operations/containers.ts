import { NotSimulatedError } from '../../notSimulated.js';
import { MINIMUM } from '../charges/table.js';
import { badRequest } from '../http/cosmosError.js';
import { type Answer, isTrue, type Operation } from '../http/operation.js';
import { parseJson } from '../http/parseJson.js';
import { type JsonValue, jsonEqual } from '../json.js';
import type { Container } from '../model/container.js';
import { parseContainerDefinition } from '../model/containerDefinition.js';
import { containerResource } from '../model/resources.js';
import { feed } from './feed.js';
import { checkMatch } from './steps/checks.js';

function answer(status: number, container: Container): Answer {
  return { status, charge: MINIMUM, etag: container.stored.etag, body: JSON.stringify(containerResource(container)) };
}

export const createContainer: Operation = async ({ account, address, headers, body }) => {
  if (isTrue(headers['x-ms-documentdb-isquery'])) throw new NotSimulatedError('Cosmos DB queries of containers');
  const definition = parseContainerDefinition(parseJson(body));
  return answer(201, await account.createContainer(address.database, definition));
};

export const readContainers: Operation = ({ account, address }) => {
  const { stored, containers } = account.database(address.database);
  const resources = [...containers.values()].map((container) => JSON.stringify(containerResource(container)));
  return feed('DocumentCollections', stored.rid, resources);
};

export const readContainer: Operation = ({ account, address }) =>
  answer(200, account.container(address.database, address.container));

/** Changes the indexing policy or the time to live; the partition key stays what it is. */
export const replaceContainer: Operation = async ({ account, address, headers, body }) => {
  const container = account.container(address.database, address.container);
  checkMatch(container.stored, headers['if-match']);
  const definition = parseContainerDefinition(parseJson(body));
  const { id, partitionKey } = container.definition;
  if (definition.id !== id || !jsonEqual(definition.partitionKey.paths as JsonValue, partitionKey.paths as JsonValue)) {
    throw badRequest('The id and the partition key of a container cannot be changed.');
  }
  await account.replaceContainer(container, definition);
  return answer(200, container);
};

export const deleteContainer: Operation = async ({ account, address, headers }) => {
  checkMatch(account.container(address.database, address.container).stored, headers['if-match']);
  await account.deleteContainer(address.database, address.container);
  return { status: 204, charge: MINIMUM };
};
