import { expect, test } from 'vitest';
import { until } from '../../../tests/support/until.js';
import { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import { createTimeouts } from './timeouts.js';

test('a call that outlasts functionTimeout is named once, others are not', async () => {
  const lines: string[] = [];
  const log: Log = { write: (_level, _source, text) => void lines.push(text) };
  const clock = new Clock();
  const timeouts = createTimeouts(60_000, clock, log);
  timeouts.watch('short')();
  timeouts.watch('endless');
  clock.advance(30_000);
  timeouts.watch('later');
  await until('the warning', () => {
    clock.advance(10_000);
    return lines.length > 0;
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('endless runs longer than functionTimeout (60 s)');
  await until('the next warning', () => {
    clock.advance(10_000);
    return lines.length > 1;
  });
  expect(lines[1]).toContain('later');
});
