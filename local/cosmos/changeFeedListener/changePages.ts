import { ChangeFeedStartFrom, type Container, type FeedRange } from '@azure/cosmos';
import type { Lease } from './lease.js';

export interface ChangePage {
  /** Empty where nothing is new. */
  readonly documents: readonly Record<string, unknown>[];
  /** The position behind the page. */
  readonly continuation: string;
}

/** Reads the next page of changes. */
export type ChangePages = () => Promise<ChangePage>;

/** The container whose changes are read. */
export interface ChangeSource {
  readonly container: Container;
  readonly containerRid: string;
  readonly ranges: readonly FeedRange[];
  /** Where to begin a range that was never handled. */
  readonly firstStart: 'beginning' | Date;
  /** The longest page; without, what the service finds good. */
  readonly maxItems: number | undefined;
}

/** The changes of a lease's range, from where the lease says. */
export function changePages(source: ChangeSource, lease: Lease): ChangePages {
  const { container, maxItems } = source;
  const iterator = container.items.getChangeFeedIterator<Record<string, unknown>>({
    changeFeedStartFrom: startFrom(source, lease),
    ...(maxItems !== undefined && { maxItemCount: maxItems }),
  });
  return async () => {
    const { result, headers } = await iterator.readNext();
    // The iterator's type says one item where it gives the items of the page.
    const documents = result as unknown as readonly Record<string, unknown>[];
    return { documents, continuation: String(headers.etag) };
  };
}

function startFrom({ ranges, containerRid, firstStart }: ChangeSource, { FeedRange, ContinuationToken }: Lease) {
  const { min, max } = FeedRange.Range;
  if (ContinuationToken) {
    const Continuation = [{ minInclusive: min, maxExclusive: max, continuationToken: ContinuationToken }];
    return ChangeFeedStartFrom.Continuation(JSON.stringify({ rid: containerRid, Continuation }));
  }
  const range = ranges.find(({ minInclusive, maxExclusive }) => minInclusive === min && maxExclusive === max);
  if (!range) throw new Error(`The range of the lease ${FeedRange.Range.min}–${FeedRange.Range.max} was split.`);
  return firstStart === 'beginning'
    ? ChangeFeedStartFrom.Beginning(range)
    : ChangeFeedStartFrom.Time(firstStart, range);
}
