import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textData } from './textData.js';

/** As the library reads a value. */
function converted({ string, json }: { string?: string; json?: string }): unknown {
  if (json !== undefined) return JSON.parse(json);
  try {
    return JSON.parse(string ?? '');
  } catch {
    return string;
  }
}

const oddTexts = [
  '',
  ' ',
  '-',
  '-0',
  '1e5',
  ' 7\n',
  '0x10',
  '01',
  'Infinity',
  'NaN',
  'null',
  ' true',
  'truely',
  '"a"',
  '{',
  '[1',
];

it('means to the library what the text as a string means', () => {
  const texts = fc.oneof(fc.string(), fc.json(), fc.uuid(), fc.double().map(String), fc.constantFrom(...oddTexts));
  const same = fc.property(texts, (text) => {
    expect(converted(textData(text))).toEqual(converted({ string: text }));
  });
  fc.assert(same);
});

it.each(['PlaceOrder', '6480ace2-fa3a-4579-b6a9-d09adfd7ff65', 'application/json', '2026-11-22T23:38:21.202Z', '밥'])(
  'gives the library nothing to parse in vain: %s',
  (text) => expect(textData(text)).toEqual({ json: JSON.stringify(text) }),
);
