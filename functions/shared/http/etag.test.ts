import { describe, expect, it } from 'vitest';
import { matchesEtag } from './etag.js';

describe('If-None-Match', () => {
  it.each(['"v1"', 'W/"v1"', '"v0", "v1"', '"v0",W/"v1"', '*', ' * ', '"a,b" , "v1"'])('%s names "v1"', (header) =>
    expect(matchesEtag(header, '"v1"')).toBe(true),
  );

  it.each([null, '', 'v1', '"v2"', '"V1"', '"v1', '"v2", *', '"x"v1"'])('%s does not', (header) =>
    expect(matchesEtag(header, '"v1"')).toBe(false),
  );
});
