import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFlaws } from './jsonFlaws.js';

const DIGITS = 'must be a whole number, in digits';
const ONCE = 'may come once';
const UNICODE = 'must be well-formed Unicode';

describe('flaws of JSON', () => {
  it.each([
    ['a fraction', '{"lines":[{"q":1},{"q":1.5}]}', 'lines.1.q', DIGITS],
    ['a fraction of nothing', '{"q":1.0}', 'q', DIGITS],
    ['an exponent', '{"a":[0,[1e3]]}', 'a.1.0', DIGITS],
    ['a negative zero', '[-0]', '0', DIGITS],
    ['a number alone', '1E2', '', DIGITS],
    ['a field that comes twice', '{"a":{"b":1,"c":2,"b":1}}', 'a.b', ONCE],
    ['a field that comes twice, spelled otherwise', '{"q":1,"\\u0071":2}', 'q', ONCE],
    ['half a character', '{"a":"\\ud83d"}', 'a', UNICODE],
    ['half a character in a name', '{"\\ude00":1}', '\ude00', UNICODE],
  ])('finds %s', (_, json, path, message) => expect(jsonFlaws(json)).toEqual([{ path, message }]));

  it('stops where nesting goes too deep', () => {
    expect(jsonFlaws('['.repeat(16) + ']'.repeat(16))).toEqual([]);
    const [flaw, ...more] = jsonFlaws('['.repeat(30_000) + ']'.repeat(30_000));
    expect(flaw?.message).toBe('is nested too deeply');
    expect(more).toEqual([]);
  });

  it('looks for nothing inside strings', () => {
    expect(jsonFlaws('{"a":"1.5 {\\"a\\":1e3, [[ \\\\","b":"\\ud83d\\ude00 , -0"}')).toEqual([]);
  });

  it('finds nothing in whatever JSON.stringify makes of strings and whole numbers', () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', maxDepth: 8 },
        fc.string({ unit: 'binary' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('node')),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('node')),
      ),
    })).node;
    fc.assert(fc.property(value, (any) => jsonFlaws(JSON.stringify(any, null, 1)).length === 0));
  });
});
