import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ORDER_COMMANDS, PAYMENT_EVENTS, POINTS_SUBSCRIPTION } from '../../functions/shared/entities.js';
import { emulatorObjections, parseEntities, readEntities } from './entities.js';

const config = (namespace: object) => ({ UserConfig: { Namespaces: [{ Name: 'sbemulatorns', ...namespace }] } });

const withRule = (Properties: object) =>
  config({ Topics: [{ Name: 't', Subscriptions: [{ Name: 's', Rules: [{ Name: 'r', Properties }] }] }] });

describe('entities.json', () => {
  const file = fileURLToPath(new URL('entities.json', import.meta.url));

  it('declares what the app uses', async () => {
    const { Queues, Topics } = await readEntities(file);
    expect(Queues.map(({ Name }) => Name)).toEqual([ORDER_COMMANDS]);
    expect(Topics.map(({ Name }) => Name)).toEqual([PAYMENT_EVENTS]);
    expect(Topics[0]?.Subscriptions.map(({ Name }) => Name)).toEqual([POINTS_SUBSCRIPTION]);
  });

  it('has nothing that the official emulator refuses', async () => {
    expect(emulatorObjections(await readEntities(file))).toEqual([]);
  });
});

describe('a configuration', () => {
  it('may leave out what has a default, and name what nobody knows', () => {
    const { Queues, Topics } = parseEntities(config({ Queues: [{ Name: 'q', Colour: 'red' }], Unknown: 1 }));
    expect(Queues[0]?.Properties).toMatchObject({ LockDuration: 60_000, MaxDeliveryCount: 3, RequiresSession: false });
    expect(Topics).toEqual([]);
  });

  it('is refused with the name of the field that is wrong', () => {
    const wrong = config({ Queues: [{ Name: 'q', Properties: { LockDuration: 'one minute' } }] });
    expect(() => parseEntities(wrong)).toThrow(/'one minute' is no ISO 8601 duration/);
  });

  it.each([
    ['is no JSON', '{', /: Expected property name/],
    [
      'has a wrong value',
      JSON.stringify(config({ Queues: [{ Name: 1 }] })),
      /: .*\n.*UserConfig.Namespaces\[0\].Queues/,
    ],
  ])('in a file that %s is refused with the name of the file', async (_, text, reason) => {
    const folder = await mkdtemp(join(tmpdir(), 'entities-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'entities.json');
    await writeFile(file, text);
    const refused = await readEntities(file).catch((error: Error) => error.message);
    expect(refused).toMatch(reason);
    expect(refused).toContain(file);
  });

  it('is refused where a correlation rule does not say what to correlate', () => {
    const wrong = withRule({ FilterType: 'Correlation', CorrelationFilters: { Label: 'misspelt' } });
    expect(() => parseEntities(wrong)).toThrow("Service Bus rule 'r' has no CorrelationFilter");
  });

  it('may go beyond the official emulator, which is said', () => {
    const wide = parseEntities(config({ Queues: [{ Name: 'q', Properties: { LockDuration: 'PT10M' } }] }));
    expect(emulatorObjections(wide)).toEqual([expect.stringMatching(/^q: LockDuration .* refuses this/)]);
  });

  it.each([
    ['SQL filters', withRule({ FilterType: 'Sql', SqlFilter: { SqlExpression: '1=1' } })],
    ['rule actions', withRule({ FilterType: 'Correlation', Action: { SqlExpression: 'SET a = 1' } })],
    ['auto-forwarding', config({ Queues: [{ Name: 'q', Properties: { ForwardTo: 'p' } }] })],
  ])('with %s is refused by name', (feature, json) => {
    expect(() => parseEntities(json)).toThrow(`NOT_SIMULATED: Service Bus ${feature}`);
  });
});
