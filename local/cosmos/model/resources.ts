import type { JsonObject } from '../json.js';
import type { Database } from './account.js';
import type { Container } from './container.js';

/** A database as the service shows it. */
export function databaseResource({ stored: { id, rid, etag, timestamp } }: Database): JsonObject {
  return { id, _rid: rid, _self: `dbs/${rid}/`, _etag: etag, _colls: 'colls/', _users: 'users/', _ts: timestamp };
}

/** A container as the service shows it. */
export function containerResource({ stored: { definition, rid, etag, timestamp }, self }: Container): JsonObject {
  return {
    ...(definition as unknown as JsonObject),
    _rid: rid,
    _self: self,
    _etag: etag,
    _docs: 'docs/',
    _sprocs: 'sprocs/',
    _triggers: 'triggers/',
    _udfs: 'udfs/',
    _conflicts: 'conflicts/',
    _ts: timestamp,
  };
}
