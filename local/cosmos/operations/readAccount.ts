import { MINIMUM } from '../charges/table.js';
import type { Operation } from '../http/operation.js';

/** Must not be `localhost`, or the SDK forgets the locations and asks again before every operation. */
const ACCOUNT = 'hearty-breakfast-local';

/** The account, at the address that the caller knows it by. */
export const readAccount: Operation = ({ headers }) => {
  const locations = [{ name: 'Local', databaseAccountEndpoint: `http://${headers.host}/` }];
  const account = {
    _self: '',
    id: ACCOUNT,
    _rid: ACCOUNT,
    media: '//media/',
    addresses: '//addresses/',
    _dbs: '//dbs/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
  };
  return { status: 200, body: JSON.stringify(account), charge: MINIMUM };
};
