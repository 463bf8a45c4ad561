import { request } from 'node:http';
import { ChangeFeedMode, ChangeFeedStartFrom, type Container, CosmosClient } from '@azure/cosmos';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../local/log.js';
import { isStandIn, standIn } from './support/cosmosUnderTest.js';

describe.runIf(isStandIn)('what is not imitated', () => {
  const refused: [string, string, (container: Container) => Promise<unknown>][] = [
    ['stored procedures', 'sprocs', (c) => c.scripts.storedProcedures.create({ id: 's', body: 'function () {}' })],
    ['running one', 'sprocs', (c) => c.scripts.storedProcedure('s').execute('kim')],
    ['triggers', 'triggers', (c) => c.scripts.triggers.readAll().fetchAll()],
    ['user-defined functions', 'udfs', (c) => c.scripts.userDefinedFunctions.readAll().fetchAll()],
    ['users', 'users', (c) => c.database.users.create({ id: 'u' })],
    ['deleting by key', 'operations', (c) => c.deleteAllItemsForPartitionKey('kim')],
    ['a trigger before a write', 'triggers', (c) => c.items.create({ id: 'a' }, { preTriggerInclude: ['t'] })],
    ['a trigger behind a write', 'triggers', (c) => c.item('a', 'kim').delete({ postTriggerInclude: ['t'] })],
    [
      'computed properties',
      'computed properties',
      (c) =>
        c.database.containers.create({
          id: 'p',
          partitionKey: '/id',
          computedProperties: [{ name: 'low', query: 'SELECT VALUE LOWER(c.name) FROM c' }],
        }),
    ],
    [
      'all versions of the change feed',
      'Full-Fidelity',
      (c) =>
        c.items
          .getChangeFeedIterator({
            changeFeedMode: ChangeFeedMode.AllVersionsAndDeletes,
            changeFeedStartFrom: ChangeFeedStartFrom.Now(),
          })
          .readNext(),
    ],
    [
      'unique keys',
      'unique keys',
      (c) =>
        c.database.containers.create({
          id: 'u',
          partitionKey: '/id',
          uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/a'] }] },
        }),
    ],
  ];

  it.each(refused)('is refused with 501 and logged: %s', async (_, name, attempt) => {
    const { container, logged } = await standIn();
    const error = await attempt(await container()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 501, message: expect.stringContaining('NOT_SIMULATED') });
    expect(logged.join('\n')).toMatch(new RegExp(`NOT_SIMULATED.*${name}`));
  });

  it.each([
    ['DISTINCT', 'SELECT DISTINCT c.a FROM c'],
    ['GROUP BY', 'SELECT c.a, COUNT(1) FROM c GROUP BY c.a'],
    ['JOIN', 'SELECT l FROM c JOIN l IN c.lines'],
    ['FROM … IN', 'SELECT * FROM l IN c.lines'],
    ['LIKE', "SELECT * FROM c WHERE c.a LIKE 'x%'"],
    ['LIKE', "SELECT * FROM c WHERE c.a NOT LIKE 'x%'"],
    ['SELECT without FROM', 'SELECT VALUE 1'],
    ['subqueries', 'SELECT * FROM (SELECT VALUE c.a FROM c) AS a'],
    ['user-defined functions', 'SELECT udf.tax(c.price) FROM c'],
    ['operator ??', 'SELECT c.a ?? 1 FROM c'],
    ['subqueries', 'SELECT * FROM c WHERE EXISTS (SELECT VALUE 1 FROM c)'],
    ['function REGEXMATCH', "SELECT * FROM c WHERE RegexMatch(c.a, 'x')"],
  ])('is refused by name in a query: %s', async (name, query) => {
    const { container, logged } = await standIn();
    const refused = (await container()).items.query(query).fetchAll();
    await expect(refused).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining(`NOT_SIMULATED: Cosmos DB SQL: ${name}`),
    });
    expect(logged.join('\n')).toContain(name);
  });
});

describe.runIf(isStandIn)('a request that is not signed with the key', () => {
  it('is refused with 401 where the key is another', async () => {
    const { server } = await standIn();
    const client = new CosmosClient({ endpoint: server.endpoint, key: Buffer.from('another').toString('base64') });
    onTestFinished(() => client.dispose());
    await expect(client.databases.readAll().fetchAll()).rejects.toMatchObject({ code: 401 });
  });

  it('is refused with 401 where the signature cannot be decoded', async () => {
    const { server, logged } = await standIn();
    const headers = { authorization: '%zz', 'x-ms-date': new Date().toUTCString() };
    expect((await fetch(`${server.endpoint}dbs`, { headers })).status).toBe(401);
    expect(logged).toEqual([]);
  });

  it('is refused with 401 where there is no signature, in a body that the SDK can read', async () => {
    const { server } = await standIn();
    const response = await fetch(`${server.endpoint}dbs`);
    expect([response.status, await response.json()]).toEqual([
      401,
      { code: 'Unauthorized', message: expect.any(String) },
    ]);
  });
});

it.runIf(isStandIn)('a request that is not HTTP does not stop the server', async () => {
  const { server, client } = await standIn();
  const outcome = new Promise((resolve) => {
    const broken = request({ port: server.port, host: '127.0.0.1', path: '/dbs/%zz', method: 'GET' }, (response) =>
      resolve(response.resume().statusCode),
    );
    broken.end();
  });
  expect(await outcome).toBe(400);
  expect((await client.databases.readAll().fetchAll()).resources).toHaveLength(1);
});

it.runIf(isStandIn)('a port that is taken is said as EADDRINUSE', async () => {
  const { server, clock, store } = await standIn();
  const { startCosmos } = await import('../../local/cosmos/cosmos.js');
  await expect(startCosmos({ port: server.port, clock, store, log: silentLog })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
