import type { Store, Table } from '../../storage/store.js';
import type { ContainerDefinition } from './containerDefinition.js';
import type { StoredItem } from './item.js';

/** How far the account has counted its databases, containers and the writes of both. */
export interface AccountPosition {
  readonly databases: number;
  readonly containers: number;
  readonly writes: number;
}

/** How far a container has counted. */
export interface Position {
  /** Transactions, deletes included: the log sequence number of the change feed. */
  readonly lsn: number;
  /** Items ever created. */
  readonly items: number;
  /** Versions ever written, for their entity tags. */
  readonly writes: number;
}

export interface StoredDatabase {
  readonly id: string;
  readonly rid: string;
  readonly etag: string;
  readonly timestamp: number;
}

export interface StoredContainer {
  readonly rid: string;
  readonly number: number;
  readonly databaseRid: string;
  readonly definition: ContainerDefinition;
  readonly etag: string;
  readonly timestamp: number;
}

/** Everything that survives, by table. */
export interface Tables {
  readonly account: Table<AccountPosition>;
  /** By rid. */
  readonly databases: Table<StoredDatabase>;
  /** By rid. */
  readonly containers: Table<StoredContainer>;
  /** By container rid. */
  readonly positions: Table<Position>;
  /** By container rid and item number. */
  readonly items: Table<StoredItem>;
}

export function openTables(store: Store): Tables {
  return {
    account: store.table('cosmos.account'),
    databases: store.table('cosmos.databases'),
    containers: store.table('cosmos.containers'),
    positions: store.table('cosmos.positions'),
    items: store.table('cosmos.items'),
  };
}

/** Room for 2⁴⁸ items, in hexadecimal, so that keys sort by number. */
const NUMBER_LENGTH = 12;

export const itemKey = (containerRid: string, number: number) =>
  `${containerRid}/${number.toString(16).padStart(NUMBER_LENGTH, '0')}`;

export const itemNumber = (key: string) => Number.parseInt(key.slice(-NUMBER_LENGTH), 16);
