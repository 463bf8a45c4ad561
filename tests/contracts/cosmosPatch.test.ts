import type { PatchRequestBody } from '@azure/cosmos';
import { expect, it } from 'vitest';
import { cosmosUnderTest } from './support/cosmosUnderTest.js';

const ORDER = {
  id: 'a',
  customerId: 'kim',
  total: 100,
  lines: ['x', 'z'],
  address: { city: 'Seoul' },
  nothing: null,
  courses: [{}],
};

async function storedOrder() {
  const { container } = await cosmosUnderTest();
  const orders = await container();
  await orders.items.create(ORDER);
  return orders.item('a', 'kim');
}

// The SDK's types do not know `move`.
const patches: [string, readonly object[], object][] = [
  ['adds a property', [{ op: 'add', path: '/note', value: 'hot' }], { note: 'hot' }],
  ['adds to the middle of an array', [{ op: 'add', path: '/lines/1', value: 'y' }], { lines: ['x', 'y', 'z'] }],
  ['adds to the end of an array', [{ op: 'add', path: '/lines/-', value: '!' }], { lines: ['x', 'z', '!'] }],
  ['sets an element of an array', [{ op: 'set', path: '/lines/0', value: 'y' }], { lines: ['y', 'z'] }],
  ['sets something nested', [{ op: 'set', path: '/address/city', value: 'Busan' }], { address: { city: 'Busan' } }],
  ['replaces what is there', [{ op: 'replace', path: '/total', value: 1 }], { total: 1 }],
  ['removes an element', [{ op: 'remove', path: '/lines/0' }], { lines: ['z'] }],
  ['increments', [{ op: 'incr', path: '/total', value: -30 }], { total: 70 }],
  ['increments what is not there yet', [{ op: 'incr', path: '/points', value: 5 }], { points: 5 }],
  ['moves', [{ op: 'move', from: '/address/city', path: '/city' }], { city: 'Seoul', address: {} }],
  ['reads ~1 as a slash and ~0 as a tilde', [{ op: 'add', path: '/a~1b~0c', value: 1 }], { 'a/b~c': 1 }],
  [
    'applies operations one after the other',
    [
      { op: 'add', path: '/n', value: 1 },
      { op: 'incr', path: '/n', value: 1 },
    ],
    { n: 2 },
  ],
];

it.each(patches)('%s', async (_, operations, expected) => {
  const item = await storedOrder();
  expect((await item.patch(operations as PatchRequestBody)).resource).toMatchObject(expected);
  expect((await item.read()).resource).toMatchObject(expected);
});

const refusals: [string, PatchRequestBody][] = [
  ['replacing what is not there', [{ op: 'replace', path: '/missing', value: 1 }]],
  ['removing what is not there', [{ op: 'remove', path: '/missing' }]],
  ['a path whose parent is not there', [{ op: 'add', path: '/missing/city', value: 1 }]],
  ['an index behind the end', [{ op: 'add', path: '/lines/5', value: 1 }]],
  ['incrementing a string', [{ op: 'incr', path: '/address/city', value: 1 }]],
  ['incrementing null', [{ op: 'incr', path: '/nothing', value: 1 }]],
  ['a path through an array that names no element', [{ op: 'set', path: '/courses//name', value: 'x' }]],
  ['changing the id', [{ op: 'set', path: '/id', value: 'b' }]],
  ['changing the partition key', [{ op: 'set', path: '/customerId', value: 'lee' }]],
  ['changing a system property', [{ op: 'set', path: '/_ts', value: 1 }]],
  ['more than ten operations', Array.from({ length: 11 }, () => ({ op: 'incr' as const, path: '/total', value: 1 }))],
];

it.each(refusals)('refuses %s with 400 and changes nothing', async (_, operations) => {
  const item = await storedOrder();
  const { etag } = await item.read();
  await expect(item.patch(operations)).rejects.toMatchObject({ code: 400 });
  expect((await item.read()).etag).toBe(etag);
});

it('changes nothing when one of its operations fails', async () => {
  const item = await storedOrder();
  const operations: PatchRequestBody = [
    { op: 'set', path: '/total', value: 1 },
    { op: 'remove', path: '/missing' },
  ];
  await expect(item.patch(operations)).rejects.toMatchObject({ code: 400 });
  expect((await item.read()).resource).toMatchObject({ total: 100 });
});

it('goes through where its condition is true of the item, and is refused with 412 where it is not', async () => {
  const item = await storedOrder();
  const operations = [{ op: 'incr' as const, path: '/total', value: 1 }];
  const holds = { condition: 'FROM c WHERE c.total = 100', operations };
  expect((await item.patch(holds)).resource).toMatchObject({ total: 101 });
  await expect(item.patch(holds)).rejects.toMatchObject({ code: 412 });
});
