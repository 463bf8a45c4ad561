import { expect, it } from 'vitest';
import { Clock } from '../../../clock.js';
import { MemoryStore } from '../../../storage/memoryStore.js';
import { parseEntities } from '../../entities.js';
import { openNamespace } from '../../namespace.js';
import { manage } from './manage.js';

function askQueue(operation: string, body: unknown) {
  const lines: string[] = [];
  const surroundings = {
    store: new MemoryStore(),
    clock: new Clock(),
    log: { write: (_: unknown, __: unknown, text: string) => void lines.push(text) },
  };
  const config = { UserConfig: { Namespaces: [{ Name: 'n', Queues: [{ Name: 'q' }] }] } };
  const queue = openNamespace(parseEntities(config), surroundings).get('q');
  if (!queue) throw new Error('No queue');
  return { lines, answer: manage(queue, { operation, body }, surroundings) };
}

it('an operation that is not imitated is refused by name, and logged', async () => {
  const { lines, answer } = askQueue('com.microsoft:batch-delete-messages', {});
  const { applicationProperties } = await answer;
  expect(Number(applicationProperties.statusCode)).toBe(501);
  expect(String(applicationProperties.errorCondition)).toBe('amqp:not-implemented');
  expect(applicationProperties.statusDescription).toMatch(/NOT_SIMULATED.*batch-delete-messages/);
  expect(lines).toEqual([expect.stringContaining('NOT_SIMULATED')]);
});

it('a request that makes no sense is refused, not retried', async () => {
  const { applicationProperties } = await askQueue('com.microsoft:renew-lock', { 'lock-tokens': 7 }).answer;
  expect(Number(applicationProperties.statusCode)).toBe(400);
  expect(String(applicationProperties.errorCondition)).toBe('com.microsoft:argument-error');
});

it('an operation of sessions is refused on a queue without sessions', async () => {
  const { applicationProperties } = await askQueue('com.microsoft:renew-session-lock', { 'session-id': 's' }).answer;
  expect(String(applicationProperties.errorCondition)).toBe('amqp:not-allowed');
});
