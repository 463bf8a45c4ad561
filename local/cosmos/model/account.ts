import type { Clock } from '../../clock.js';
import type { Store } from '../../storage/store.js';
import { conflict, notFound } from '../http/cosmosError.js';
import { Container } from './container.js';
import type { ContainerDefinition } from './containerDefinition.js';
import { containerRid, databaseRid, entityTag } from './resourceIds.js';
import { type AccountPosition, openTables, type StoredContainer, type StoredDatabase, type Tables } from './tables.js';

export interface Database {
  readonly stored: StoredDatabase;
  readonly containers: Map<string, Container>;
}

/** Sub-status of a 404 that is about the container or database of what was asked for. */
const OWNER_NOT_FOUND = 1003;

/** The databases and their containers, as the store has them. */
export class Account {
  readonly databases = new Map<string, Database>();
  readonly #tables: Tables;
  #position: AccountPosition;

  constructor(
    private readonly store: Store,
    readonly clock: Clock,
  ) {
    this.#tables = openTables(store);
    this.#position = this.#tables.account.get('position') ?? { databases: 0, containers: 0, writes: 0 };
    const byRid = new Map<string, Database>();
    for (const [rid, stored] of this.#tables.databases.entries()) {
      const database: Database = { stored, containers: new Map() };
      byRid.set(rid, database);
      this.databases.set(stored.id, database);
    }
    for (const [, stored] of this.#tables.containers.entries()) {
      byRid.get(stored.databaseRid)?.containers.set(stored.definition.id, this.#open(stored));
    }
  }

  /** @throws CosmosError 404 */
  database(id: string): Database {
    const database = this.databases.get(id);
    if (!database) throw notFound(`database ${id}`);
    return database;
  }

  /** @throws CosmosError 404 */
  container(databaseId: string, id: string, subStatus?: number): Container {
    const container = this.databases.get(databaseId)?.containers.get(id);
    if (!container) throw notFound(`container ${databaseId}/${id}`, subStatus);
    return container;
  }

  /** The container that an operation on items is about. @throws CosmosError 404 with sub-status 1003 */
  owner(databaseId: string, id: string): Container {
    return this.container(databaseId, id, OWNER_NOT_FOUND);
  }

  /** @throws CosmosError 409 */
  async createDatabase(id: string): Promise<Database> {
    if (this.databases.has(id)) throw conflict();
    this.#count({ databases: 1 });
    const stored: StoredDatabase = { id, rid: databaseRid(this.#position.databases), ...this.#version() };
    const database: Database = { stored, containers: new Map() };
    this.databases.set(id, database);
    await this.store.write([this.#positionRow(), this.#tables.databases.put(stored.rid, stored)]);
    return database;
  }

  /** @throws CosmosError 404 or 409 */
  async createContainer(databaseId: string, definition: ContainerDefinition): Promise<Container> {
    const database = this.database(databaseId);
    if (database.containers.has(definition.id)) throw conflict();
    this.#count({ containers: 1 });
    const { rid } = database.stored;
    const number = this.#position.containers;
    const container = this.#open({
      rid: containerRid(rid, number),
      number,
      databaseRid: rid,
      definition,
      ...this.#version(),
    });
    database.containers.set(definition.id, container);
    await this.store.write([this.#positionRow(), this.#tables.containers.put(container.rid, container.stored)]);
    return container;
  }

  /** Another indexing policy or time to live. */
  async replaceContainer(container: Container, definition: ContainerDefinition): Promise<void> {
    this.#count({});
    container.stored = { ...container.stored, definition, ...this.#version() };
    await this.store.write([this.#positionRow(), this.#tables.containers.put(container.rid, container.stored)]);
  }

  /** @throws CosmosError 404 */
  async deleteDatabase(id: string): Promise<void> {
    const { stored, containers } = this.database(id);
    this.databases.delete(id);
    for (const container of containers.values()) container.close();
    const rows = [...containers.values()].flatMap((container) => container.removal());
    await this.store.write([this.#tables.databases.remove(stored.rid), ...rows]);
  }

  /** @throws CosmosError 404 */
  async deleteContainer(databaseId: string, id: string): Promise<void> {
    const container = this.container(databaseId, id);
    this.databases.get(databaseId)?.containers.delete(id);
    container.close();
    await this.store.write(container.removal());
  }

  /** Resolves once everything is stored, or cannot be. */
  async close(): Promise<void> {
    const containers = [...this.databases.values()].flatMap((database) => [...database.containers.values()]);
    for (const container of containers) container.close();
    await Promise.allSettled(containers.map((container) => container.whenStored()));
  }

  #open(stored: StoredContainer): Container {
    return new Container(stored, this.#tables, this.store, this.clock);
  }

  #count({ databases = 0, containers = 0 }): void {
    const position = this.#position;
    this.#position = {
      databases: position.databases + databases,
      containers: position.containers + containers,
      writes: position.writes + 1,
    };
  }

  #version() {
    return { etag: entityTag(0, this.#position.writes), timestamp: Math.floor(this.clock.now() / 1000) };
  }

  #positionRow() {
    return this.#tables.account.put('position', this.#position);
  }
}
