/**
 * Request units, from the tables that Microsoft publishes as illustrations for one region at session consistency
 * (learn.microsoft.com, "Request Units in Azure Cosmos DB" and its capacity planner). Data, so that they can be
 * calibrated against a live account without touching the rules.
 */

/** Pairs of an item's size in KB and the request units of handling it; in between, straight lines. */
export type SizeTable = readonly (readonly [kilobytes: number, requestUnits: number])[];

export const READ: SizeTable = [
  [1, 1],
  [2, 1.04],
  [4, 1.14],
  [16, 1.67],
  [64, 4.76],
  [100, 10],
  [1024, 145.9],
];

/** Of creating an item, without its index terms. */
export const WRITE: SizeTable = [
  [1, 4.95],
  [2, 6.29],
  [4, 6.67],
  [16, 9.52],
  [64, 22.67],
  [1024, 625],
];

/** Of removing an item, or the version that a replacement takes the place of, without its index terms. */
export const REMOVE = 5;

/** Per path and value that enters or leaves the index. */
export const INDEX_TERM = 0.2;

/** Per property that a patch changes, on top of what the same replacement costs. */
export const PATCHED_PROPERTY = 0.4;

/** A query costs at least this much, even for one small hit. */
export const QUERY = 2.3;

/** Per item that a query loads, and per KB that it returns: an estimate, the published tables do not say. */
export const QUERIED_ITEM = 0.02;
export const RETURNED_KILOBYTE = 0.1;

/** Operations on definitions, an empty page of the change feed, and whatever fails after the lookup. */
export const MINIMUM = 1;
