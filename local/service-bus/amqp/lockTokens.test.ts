import { expect, it } from 'vitest';
import { tagOf, tokenOfTag, tokenOfUuid, uuidBytes } from './lockTokens.js';

const TOKEN = '00112233-4455-6677-8899-aabbccddeeff';

it('writes a lock token as a delivery tag in the byte order of a .NET GUID', () => {
  expect(tagOf(TOKEN).toString('hex')).toBe('33221100554477668899aabbccddeeff');
});

it('reads back both ways in which a lock token travels', () => {
  expect(tokenOfTag(tagOf(TOKEN))).toBe(TOKEN);
  expect(tokenOfUuid(uuidBytes(TOKEN))).toBe(TOKEN);
});
