import { describe, expect, it } from 'vitest';
import { cosmosUnderTest } from './support/cosmosUnderTest.js';

async function orders() {
  const { container } = await cosmosUnderTest();
  return await container();
}

describe('an item', () => {
  it('comes back as it was created, with system properties', async () => {
    const container = await orders();
    const created = await container.items.create({
      id: 'a',
      customerId: 'kim',
      name: '불고기 덮밥',
      lines: [{ n: 1 }],
    });
    const { resource, statusCode, etag } = await container.item('a', 'kim').read();
    expect([created.statusCode, statusCode]).toEqual([201, 200]);
    expect(resource).toEqual(created.resource);
    expect(resource).toMatchObject({ id: 'a', customerId: 'kim', name: '불고기 덮밥', lines: [{ n: 1 }] });
    expect(resource).toMatchObject({ _rid: expect.any(String), _self: expect.any(String), _ts: expect.any(Number) });
    expect(resource?._etag).toMatch(/^".+"$/);
    expect(etag).toBe(resource?._etag);
  });

  it('is 404 where there is none, under that id or under that key', async () => {
    const container = await orders();
    await container.items.create({ id: 'a', customerId: 'kim' });
    expect((await container.item('b', 'kim').read()).statusCode).toBe(404);
    expect((await container.item('a', 'lee').read()).statusCode).toBe(404);
  });

  it('is refused with 409 when its id is taken, and may have the same id under another key', async () => {
    const container = await orders();
    await container.items.create({ id: 'a', customerId: 'kim' });
    await expect(container.items.create({ id: 'a', customerId: 'kim' })).rejects.toMatchObject({ code: 409 });
    expect((await container.items.create({ id: 'a', customerId: 'lee' })).statusCode).toBe(201);
  });

  it('is created by the first upsert and replaced by the next, keeping its resource id', async () => {
    const container = await orders();
    const first = await container.items.upsert({ id: 'a', customerId: 'kim', n: 1 });
    const second = await container.items.upsert({ id: 'a', customerId: 'kim', n: 2 });
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect((await container.item('a', 'kim').read()).resource).toMatchObject({ n: 2, _rid: first.resource?._rid });
  });

  it('loses on replace what the replacement does not have', async () => {
    const container = await orders();
    await container.items.create({ id: 'a', customerId: 'kim', old: true });
    await container.item('a', 'kim').replace({ id: 'a', customerId: 'kim', fresh: true });
    const { resource } = await container.item('a', 'kim').read();
    expect(resource).toMatchObject({ fresh: true });
    expect(resource).not.toHaveProperty('old');
  });

  it('is gone after delete, and is another one when it is created again', async () => {
    const container = await orders();
    const first = await container.items.create({ id: 'a', customerId: 'kim' });
    expect((await container.item('a', 'kim').delete()).statusCode).toBe(204);
    expect((await container.item('a', 'kim').read()).statusCode).toBe(404);
    const second = await container.items.create({ id: 'a', customerId: 'kim' });
    expect(second.resource?._rid).not.toBe(first.resource?._rid);
  });

  it('cannot be replaced or deleted where there is none', async () => {
    const item = (await orders()).item('a', 'kim');
    await expect(item.replace({ id: 'a', customerId: 'kim' })).rejects.toMatchObject({ code: 404 });
    await expect(item.delete()).rejects.toMatchObject({ code: 404 });
  });

  it.each(['space between', 'what?now', "quote'and+plus&", '100%', '조선', '🍳', '%2F'])(
    'may be called %s',
    async (id) => {
      const container = await orders();
      await container.items.create({ id, customerId: 'kim' });
      expect((await container.item(id, 'kim').read()).resource?.id).toBe(id);
      expect((await container.item(id, 'kim').delete()).statusCode).toBe(204);
    },
  );

  it.each([['kim'], [7], [true], [null], [undefined]])('is found by the partition key %j', async (customerId) => {
    const container = await orders();
    await container.items.create({ id: 'a', ...(customerId !== undefined && { customerId }) });
    expect((await container.item('a', customerId as never).read()).statusCode).toBe(200);
    expect((await container.item('a', 'other').read()).statusCode).toBe(404);
  });

  it('is refused with 413 where it is larger than 2 MB', async () => {
    const container = await orders();
    const large = { id: 'a', customerId: 'kim', text: 'x'.repeat(2 * 1024 * 1024) };
    await expect(container.items.create(large)).rejects.toMatchObject({ code: 413 });
  });

  it('overwrites the system properties that a caller sends', async () => {
    const container = await orders();
    const { resource } = await container.items.create({ id: 'a', customerId: 'kim', _etag: 'mine', _ts: 1 });
    expect(resource?._etag).not.toBe('mine');
    expect(resource?._ts).not.toBe(1);
  });

  it('comes in pages when all are read', async () => {
    const container = await orders();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) await container.items.create({ id, customerId: id });
    const pages: string[][] = [];
    const iterator = container.items.readAll<{ id: string }>({ maxItemCount: 2 });
    while (iterator.hasMoreResults()) pages.push((await iterator.fetchNext()).resources.map(({ id }) => id));
    expect(pages.flat().sort()).toEqual(ids);
    expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
  });
});

describe('a container', () => {
  it('is created once, and found by whoever wants it created again', async () => {
    const { database } = await cosmosUnderTest();
    const definition = { id: 'orders', partitionKey: '/orderId' };
    expect((await database.containers.createIfNotExists(definition)).statusCode).toBe(201);
    expect((await database.containers.createIfNotExists(definition)).statusCode).toBe(200);
    await expect(database.containers.create(definition)).rejects.toMatchObject({ code: 409 });
  });

  it('shows its definition with the defaults', async () => {
    const container = await orders();
    const { resource } = await container.read();
    expect(resource).toMatchObject({ partitionKey: { paths: ['/customerId'], kind: 'Hash' } });
    expect(resource?.indexingPolicy).toMatchObject({ indexingMode: 'consistent', automatic: true });
  });

  it('may get another indexing policy and time to live, but no other partition key', async () => {
    const container = await orders();
    const { resource } = await container.read();
    if (!resource) throw new Error('no container');
    const indexingPolicy = { indexingMode: 'none', automatic: false } as const;
    await container.replace({
      id: resource.id,
      partitionKey: { paths: ['/customerId'] },
      defaultTtl: 60,
      indexingPolicy,
    });
    expect((await container.read()).resource).toMatchObject({ defaultTtl: 60, indexingPolicy });
    const other = { id: resource.id, partitionKey: { paths: ['/other'] } };
    await expect(container.replace(other)).rejects.toMatchObject({ code: 400 });
  });

  it('and its database are changed and deleted at the version that is expected only', async () => {
    const { database } = await cosmosUnderTest();
    const { container } = await database.containers.create({ id: 'orders', partitionKey: '/id' });
    const definition = { id: 'orders', partitionKey: { paths: ['/id'] }, defaultTtl: 60 };
    const at = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });
    const { etag } = await container.replace(definition, at((await container.read()).etag));
    await expect(container.replace(definition, at('"another"'))).rejects.toMatchObject({ code: 412 });
    await expect(container.delete(at('"another"'))).rejects.toMatchObject({ code: 412 });
    await expect(database.delete(at('"another"'))).rejects.toMatchObject({ code: 412 });
    expect((await container.delete(at(etag))).statusCode).toBe(204);
  });

  it('loses its items when it is deleted, and is another one when it is created again', async () => {
    const { database } = await cosmosUnderTest();
    const create = async () => (await database.containers.create({ id: 'orders', partitionKey: '/id' })).container;
    const first = await create();
    await first.items.create({ id: 'a' });
    const before = (await first.read()).resource?._rid;
    await first.delete();
    const second = await create();
    expect((await second.read()).resource?._rid).not.toBe(before);
    expect((await second.item('a', 'a').read()).statusCode).toBe(404);
  });

  it('that is missing fails operations on its items with 404', async () => {
    const { database } = await cosmosUnderTest();
    const items = database.container('missing').items;
    await expect(items.create({ id: 'a' })).rejects.toMatchObject({ code: 404 });
  });
});

it('databases are listed, and gone after delete', async () => {
  const { client, database } = await cosmosUnderTest();
  const { database: other } = await client.databases.createIfNotExists({ id: `${database.id}-other` });
  const ids = async () => (await client.databases.readAll().fetchAll()).resources.map(({ id }) => id);
  expect(await ids()).toEqual(expect.arrayContaining([database.id, other.id]));
  await other.delete();
  expect(await ids()).not.toContain(other.id);
});
