import { readFile } from 'node:fs/promises';
import { CosmosClient, type Database } from '@azure/cosmos';
import { expect, it, onTestFinished } from 'vitest';
import { CONTAINERS, DATABASE } from '../../functions/shared/entities.js';
import { LastingShop } from '../support/shop.js';
import { until } from '../support/until.js';

const { myPoints, leases, pointsLedger, parkedChanges } = CONTAINERS;

async function databaseOf({ process }: LastingShop): Promise<Database> {
  const { Values } = JSON.parse(await readFile('local.settings.sample.json', 'utf8'));
  const [, endpoint = ''] = /Cosmos DB +(\S+)/.exec(process.output()) ?? [];
  const client = new CosmosClient(Values.CosmosConnection.replace(/http:[^;]+/, endpoint));
  onTestFinished(() => client.dispose());
  return client.database(DATABASE);
}

it('MyPoint is rebuilt from the ledger as the guide for operators says', async () => {
  const shop = await LastingShop.open();
  const orders = await Promise.all(
    [1, 2, 3, 5, 9].map((quantity) => shop.order({ customer: 'kim', quantity, wait: 15 })),
  );
  await shop.cancel(orders[3]?.body.orderId ?? '', 15);
  const before = await shop.pointsOnce('kim', ({ balance, revoked }) => balance === 21_600 && revoked === 9_000);

  await shop.reopen({ 'AzureWebJobs.projectMyPoint.Disabled': 'true' });
  const database = await databaseOf(shop);
  for (const { id } of [myPoints, leases]) await database.container(id).delete();
  await shop.reopen();

  const after = await shop.pointsOnce('kim', ({ entries, revoked }) => entries.length === 5 && revoked === 9_000);
  expect(after).toEqual(before);
});

it('a change of the ledger that cannot be read is parked with its reason, and holds up no other', async () => {
  const shop = await LastingShop.open();
  const database = await databaseOf(shop);
  await database.container(pointsLedger.id).items.create({ id: 'torn', customerId: 'kim', points: 'many' });
  await shop.order({ customer: 'kim', wait: 15 });
  await shop.pointsOnce('kim', ({ balance }) => balance === 900);
  const parked = await until('a parked change', async () => {
    const { resources } = await database.container(parkedChanges.id).items.readAll().fetchAll();
    return resources.length > 0 ? resources : undefined;
  });
  expect(parked).toMatchObject([
    { source: pointsLedger.id, reason: expect.stringContaining('paymentId'), document: { id: 'torn' } },
  ]);
});

it('points go at last, however long the points service was away', async () => {
  const shop = await LastingShop.open({ 'AzureWebJobs.revokePoints.Disabled': 'true' });
  const { orderId } = (await shop.order({ customer: 'park', wait: 15 })).body;
  await shop.pointsOnce('park', ({ balance }) => balance === 900);
  await shop.cancel(orderId, 15);
  await shop.process.advance(3 * 24 * 3_600_000);
  await shop.reopen();
  await shop.pointsOnce('park', ({ balance, revoked }) => balance === 0 && revoked === 900);
});
