import { expect, it } from 'vitest';
import * as z from 'zod';
import { cosmosRevisions, updateKnown } from '../../functions/shared/revisions.js';
import { cosmosUnderTest } from '../contracts/support/cosmosUnderTest.js';

const Cup = z.object({
  id: z.string(),
  customerId: z.string(),
  revision: z.number(),
  sugar: z.number(),
  milk: z.boolean(),
});
type Cup = z.infer<typeof Cup>;

const EMPTY: Cup = { id: 'cup', customerId: 'kim', revision: 0, sugar: 0, milk: false };
const sweeter = (cup: Cup): Cup => ({ ...cup, revision: cup.revision + 1, sugar: cup.sugar + 1 });
const whiter = (cup: Cup): Cup => (cup.milk ? cup : { ...cup, revision: cup.revision + 1, milk: true });

async function cups() {
  const { container } = await cosmosUnderTest();
  const documents = cosmosRevisions(await container(), Cup);
  const now = async () => (await documents.read('cup', 'kim'))?.value;
  return { documents, now, change: (change: (cup: Cup) => Cup) => updateKnown(documents, EMPTY, 'kim', change) };
}

it('a document that still is as it is known takes the change', async () => {
  const { documents, now, change } = await cups();
  await documents.create(EMPTY);
  expect(await change(sweeter)).toEqual({ ...EMPTY, revision: 1, sugar: 1 });
  expect(await now()).toEqual({ ...EMPTY, revision: 1, sugar: 1 });
});

it('a document that has changed meanwhile keeps what changed, and takes the change too', async () => {
  const { documents, now, change } = await cups();
  await documents.create(EMPTY);
  await change(whiter);
  expect(await change(sweeter)).toEqual({ ...EMPTY, revision: 2, sugar: 1, milk: true });
  expect(await now()).toEqual({ ...EMPTY, revision: 2, sugar: 1, milk: true });
});

it('a change that has been made already is not made again', async () => {
  const { documents, now, change } = await cups();
  await documents.create(EMPTY);
  await change(whiter);
  await change(whiter);
  expect(await now()).toEqual({ ...EMPTY, revision: 1, milk: true });
});

it('a document that nobody has stored yet is stored with the change', async () => {
  const { now, change } = await cups();
  await change(sweeter);
  expect(await now()).toEqual({ ...EMPTY, revision: 1, sugar: 1 });
});

it('of several changes at the same time none is lost', async () => {
  const { now, change } = await cups();
  await Promise.all(Array.from({ length: 5 }, () => change(sweeter)));
  expect(await now()).toEqual({ ...EMPTY, revision: 5, sugar: 5 });
});
