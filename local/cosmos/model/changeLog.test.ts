import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangeLog } from './changeLog.js';
import { type Item, itemOf } from './item.js';
import { ItemSet } from './itemSet.js';

const version = (id: number, lsn: number): Item =>
  itemOf({ id: `${id}` }, { number: id, key: '["k"]', json: '{}', lsn });

/** A log of the items 0–9, each write a new LSN; undefined removes. */
function written(writes: readonly { readonly id: number; readonly removes: boolean }[]) {
  const items = new ItemSet();
  const log = new ChangeLog();
  for (const [index, { id, removes }] of writes.entries()) {
    const before = items.get('["k"]', `${id}`);
    if (before) log.retire(before);
    if (removes && before) items.remove(before);
    const after = removes ? [] : [version(id, index + 1)];
    for (const item of after) items.put(item);
    log.append(after);
  }
  return { items, log };
}

const write = fc.record({ id: fc.integer({ min: 0, max: 9 }), removes: fc.boolean() });

it('tells every current item once, in the order of the latest writes, from after any position', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), fc.nat(60), (writes, position) => {
      const { items, log } = written(writes);
      const expected = [...items.values()].filter(({ lsn }) => lsn > position).sort((a, b) => a.lsn - b.lsn);
      expect([...log.after(position)]).toEqual(expected);
    }),
  );
});

it('tells the same after it has dropped what was superseded', () => {
  const { log } = written(Array.from({ length: 5000 }, (_, index) => ({ id: index % 10, removes: false })));
  expect([...log.after(0)].map(({ lsn }) => lsn)).toEqual(Array.from({ length: 10 }, (_, index) => 4991 + index));
});
