import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Clock } from '../../clock.js';
import { MemoryStore } from '../../storage/memoryStore.js';
import { Account } from './account.js';
import type { Container } from './container.js';
import { parseContainerDefinition } from './containerDefinition.js';
import { Transaction } from './transaction.js';

const DEFINITION = parseContainerDefinition({ id: 'orders', partitionKey: { paths: ['/k'] } });

async function open(store: MemoryStore): Promise<Account> {
  const account = new Account(store, new Clock());
  if (!account.databases.has('d')) {
    await account.createDatabase('d');
    await account.createContainer('d', DEFINITION);
  }
  return account;
}

/** Some writes within one key, together. */
const transaction = fc.record({
  key: fc.constantFrom('kim', 'lee'),
  writes: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), removes: fc.boolean() }), { maxLength: 4 }),
});

function apply(
  container: Container,
  key: string,
  writes: readonly { readonly id: string; readonly removes: boolean }[],
) {
  const changes = new Transaction(container, JSON.stringify([key]));
  for (const { id, removes } of writes) {
    const before = changes.read(id);
    if (!removes) changes.put(id, { id, k: key });
    else if (before) changes.remove(before);
  }
  return changes.commit();
}

const everything = (container: Container) => ({
  items: [...container.items()],
  ofKim: [...container.items('["kim"]')],
  changes: [...container.changesAfter(0)],
  position: container.position,
});

it('a container read back from the store is what it was, whatever was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { maxLength: 12 }), async (transactions) => {
      const store = new MemoryStore();
      const before = (await open(store)).owner('d', 'orders');
      for (const { key, writes } of transactions) await apply(before, key, writes);
      const after = (await open(store)).owner('d', 'orders');
      expect(everything(after)).toEqual(everything(before));
    }),
  );
});

it('a transaction that is not committed leaves nothing behind', async () => {
  const container = (await open(new MemoryStore())).owner('d', 'orders');
  await apply(container, 'kim', [{ id: 'a', removes: false }]);
  const before = everything(container);
  const dropped = new Transaction(container, '["kim"]');
  dropped.put('b', { id: 'b', k: 'kim' });
  const a = dropped.read('a');
  if (a) dropped.remove(a);
  expect([dropped.read('a'), dropped.read('b')?.id]).toEqual([undefined, 'b']);
  expect(everything(container)).toEqual(before);
});
