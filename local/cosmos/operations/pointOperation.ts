import { NotSimulatedError } from '../../notSimulated.js';
import type { Operation } from '../http/operation.js';
import { parseJson } from '../http/parseJson.js';
import { Transaction } from '../model/transaction.js';
import { onContainer } from './onContainer.js';
import { requiredKey } from './partitionKeyHeader.js';
import type { Step } from './steps/step.js';

/** Name what is to run before and behind a write. */
const TRIGGERS = ['x-ms-documentdb-pre-trigger-include', 'x-ms-documentdb-post-trigger-include'];

/** A step that a request of its own asks for: the item's id is in the path, conditions and key are in headers. */
export const pointOperation = (step: Step): Operation =>
  onContainer(async (container, { address, headers, body }) => {
    if (TRIGGERS.some((header) => headers[header])) throw new NotSimulatedError('Cosmos DB triggers');
    const transaction = new Transaction(container, requiredKey(headers));
    const { status, item, charge } = step(transaction, {
      id: address.item,
      body: body === '' ? undefined : parseJson(body),
      ifMatch: headers['if-match'],
      ifNoneMatch: headers['if-none-match'],
    });
    await (transaction.commit() ?? container.whenStored(item?.lsn));
    if (!item) return { status, charge };
    return { status, charge, etag: item.etag, ...(status !== 304 && { body: item.json }) };
  });
