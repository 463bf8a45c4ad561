import * as z from 'zod';

/** How a lease names the mode that looks at latest versions only. */
const LATEST_VERSION = 'Incremental Feed';

/** A lease on ranges of partition keys, as against `1`, one on hashes. */
const PARTITION_KEY_RANGE_LEASE = 0;

/** Who works on a range, and how far: the document that every host of the Functions extension understands. */
export const Lease = z.looseObject({
  id: z.string(),
  _etag: z.string(),
  LeaseToken: z.string(),
  FeedRange: z.object({ Range: z.object({ min: z.string(), max: z.string() }) }),
  Owner: z.string().nullish(),
  /** The entity tag of the last page that was handled. */
  ContinuationToken: z.string().nullish(),
  /** Of the last sign of life of its owner. */
  timestamp: z.iso.datetime(),
});
export type Lease = z.infer<typeof Lease>;

export interface Range {
  readonly id: string;
  readonly minInclusive: string;
  readonly maxExclusive: string;
}

/** A lease that nobody has. */
export function newLease(id: string, { id: token, minInclusive, maxExclusive }: Range, now: Date) {
  return {
    id,
    version: PARTITION_KEY_RANGE_LEASE,
    LeaseToken: token,
    FeedRange: { Range: { min: minInclusive, max: maxExclusive } },
    Owner: null,
    ContinuationToken: null,
    properties: {},
    timestamp: now.toISOString(),
    Mode: LATEST_VERSION,
  };
}
