import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { standIn } from './support/cosmosUnderTest.js';
import { appOf, hostApp } from './support/hostedApp.js';

/** What the app noted about its calls. */
interface Noted {
  readonly ids: string[];
  readonly retryCount?: number;
  readonly invocationId: string;
  readonly metadata: Record<string, unknown>;
}

/** An app that projects `orders`; `fails` says, as an expression over the calls so far, whether a call throws. */
const projection = (fails: string, options = '') =>
  appOf(`
    const calls = (globalThis.projected = []);
    app.cosmosDB('project', {
      connection: 'Shop', databaseName: '%DATABASE%', containerName: '%CONTAINER%', ${options}
      createLeaseContainerIfNotExists: true, feedPollDelay: 10, startFromBeginning: true, maxItemsPerInvocation: 1,
      handler: (documents, context) => {
        calls.push({
          ids: documents.map(({ id }) => id),
          retryCount: context.retryContext?.retryCount,
          invocationId: context.invocationId,
          metadata: context.triggerMetadata,
        });
        if (${fails}) throw new Error('no projection today');
      },
    });
  `);

const noted = () => (globalThis as unknown as { projected: Noted[] }).projected;

async function shop(files: Record<string, string>) {
  const cosmos = await standIn();
  const container = await cosmos.container();
  const settings = { Shop: cosmos.connectionString, DATABASE: cosmos.database.id, CONTAINER: container.id };
  const start = () => hostApp(files, { settings, clock: cosmos.clock });
  return { cosmos, container, start };
}

test('changes arrive in order, with an empty trigger metadata', async () => {
  const { container, start } = await shop(projection('false'));
  for (const id of ['a', 'b']) await container.items.create({ id, customerId: 'kim' });
  await start();
  await until('both documents', () => noted().length === 2);
  expect(noted().map(({ ids }) => ids)).toEqual([['a'], ['b']]);
  expect(noted()[0]).toMatchObject({ metadata: {} });
  expect(noted()[0]?.retryCount).toBeUndefined();
});

test('without a retry policy changes are lost when the function throws, and a warning counts them', async () => {
  const { container, start } = await shop(projection('calls.length === 1'));
  for (const id of ['a', 'b']) await container.items.create({ id, customerId: 'kim' });
  const { log } = await start();
  await until('the second document', () => noted().length === 2);
  expect(noted().map(({ ids }) => ids)).toEqual([['a'], ['b']]);
  expect(log.at('warn')).toContain('project: 1 changes lost: no retry policy.');
});

test('with a retry policy the batch waits, and each attempt is a call of its own', async () => {
  const retry = `retry: { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: 1000 },`;
  const { container, cosmos, start } = await shop(projection('calls.length < 3', retry));
  for (const id of ['a', 'b']) await container.items.create({ id, customerId: 'kim' });
  await start();
  await until('four calls', () => {
    cosmos.clock.advance(500);
    return noted().length === 4;
  });
  expect(noted().map(({ ids, retryCount }) => [ids[0], retryCount])).toEqual([
    ['a', 0],
    ['a', 1],
    ['a', 2],
    ['b', 0],
  ]);
  expect(new Set(noted().map(({ invocationId }) => invocationId)).size).toBe(4);
});

test('an exhausted retry policy gives the batch up and goes on', async () => {
  const retry = `retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 0 },`;
  const { container, start } = await shop(projection(`documents[0].id === 'a'`, retry));
  for (const id of ['a', 'b']) await container.items.create({ id, customerId: 'kim' });
  const { log } = await start();
  await until('the second document', () => noted().at(-1)?.ids[0] === 'b');
  expect(log.at('warn')).toContain('project: 1 changes lost: the retry policy is exhausted.');
});

test('a host that stops between two attempts leaves the batch for the next one', async () => {
  const retry = `retry: { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: { hours: 1 } },`;
  const { container, start } = await shop(projection('globalThis.stoveIsCold', retry));
  await container.items.create({ id: 'a', customerId: 'kim' });
  Object.assign(globalThis, { stoveIsCold: true });
  const { host } = await start();
  await until('the failing call', () => noted().length === 1);
  await host.stop();
  Object.assign(globalThis, { stoveIsCold: false });
  await start();
  await until('the call of the next host', () => noted().length === 1);
  expect(noted()[0]).toMatchObject({ ids: ['a'], retryCount: 0 });
});

test('a trigger whose lease container is missing is in error, and others start', async () => {
  const { cosmos } = await shop({});
  const container = await cosmos.container();
  const { host } = await hostApp(
    appOf(`
      app.cosmosDB('project', {
        connection: 'Shop', databaseName: '%DATABASE%', containerName: '${container.id}', handler: () => {},
      });
      app.http('hello', { handler: () => ({}) });
    `),
    { settings: { Shop: cosmos.connectionString, DATABASE: cosmos.database.id } },
  );
  expect(host.functions.map(({ error }) => error !== undefined)).toEqual([false, true]);
});
