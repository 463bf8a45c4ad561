import fc from 'fast-check';
import rhea from 'rhea';
import { describe, expect, it } from 'vitest';
import { anyValue, long, string, symbol } from './encode.js';
import { splitSections } from './sections.js';
import { items, list, map, textOf, valueEnd, withEntries } from './values.js';

describe('encoded AMQP values', () => {
  it('end where the next one begins, whatever they hold', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.double(), fc.maxSafeInteger(), fc.date(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const encoded = values.map(anyValue);
        expect(items(list(encoded))).toEqual(encoded);
      }),
    );
  });

  it('of every kind that rhea writes are measured right', () => {
    const { wrap_map, wrap_uuid, wrap_ulong, wrap_array } = rhea.types;
    const body = wrap_map({
      id: wrap_uuid(Buffer.alloc(16)),
      big: wrap_ulong(2 ** 40),
      list: [1, 'two', [null, true], 'x'.repeat(300)],
      array: wrap_array([1, 2], 0x71, undefined),
      bytes: Buffer.alloc(1_000),
    });
    const encoded = rhea.message.encode({ body });
    const { body: section } = splitSections(encoded);
    expect(valueEnd(section, 0)).toBe(section.length);
  });

  it('that are cut short are refused', () => {
    const encoded = string('breakfast');
    expect(() => valueEnd(encoded.subarray(0, 4), 0)).toThrow(RangeError);
    expect(() => valueEnd(Buffer.of(0x0f), 0)).toThrow(RangeError);
    expect(() => items(Buffer.of(0xd0, 0, 0, 0, 8, 0xff, 0xff, 0xff, 0xff))).toThrow(RangeError);
  });

  it('in a map can be replaced one by one, the others keep their bytes', () => {
    const old = map([symbol('kept'), long(5), symbol('changed'), string('old')]);
    const changed = items(withEntries(old, [['changed', string('new')]], symbol));
    expect(changed.map(textOf)).toEqual(['kept', undefined, 'changed', 'new']);
    expect(changed[1]).toEqual(long(5));
  });
});
