import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';
import { resolveSettings } from './expressions.js';

const configuration = readConfiguration({ QUEUE: 'orders', stage: 'dev', Deep__Key: 'x' });

test('every %NAME% is replaced, whatever its case', () => {
  expect(resolveSettings('%Queue%-%STAGE%', configuration)).toBe('orders-dev');
  expect(resolveSettings('%deep:key%', configuration)).toBe('x');
  expect(resolveSettings('plain', configuration)).toBe('plain');
});

test('a setting that is missing and a % without a partner are refused', () => {
  expect(() => resolveSettings('%RICE%', configuration)).toThrow('RICE');
  expect(() => resolveSettings('100%', configuration)).toThrow('without a partner');
});
