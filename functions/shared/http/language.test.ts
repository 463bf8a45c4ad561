import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './language.js';

describe('the language of what people read', () => {
  it.each(['ko', 'ko-KR', 'KO', 'ko,en', 'en;q=0.5, ko;q=0.9', 'fr, ko;q=0.1', 'de;q=1,ko-KR;q=0.8,en;q=0.7'])(
    'is Korean for %s',
    (header) => expect(preferredLanguage(header)).toBe('ko'),
  );

  it('is told by the other ranges, however long the gap in one', () => {
    expect(preferredLanguage(`en${' '.repeat(200_000)}x, ko;q=0.1`)).toBe('ko');
  });

  it.each([null, '', '*', 'en', 'en,ko', 'fr', 'ko;q=0', 'ko;q=x', 'en-GB, ko;q=0.9', 'kok', ',,;;'])(
    'is English for %s',
    (header) => expect(preferredLanguage(header)).toBe('en'),
  );
});
