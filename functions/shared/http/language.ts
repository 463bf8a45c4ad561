import type { Language } from './problem.js';

/** Korean where `Accept-Language` prefers it to English (RFC 9110 §12.5.4), English otherwise. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  let best: { language: Language; quality: number } = { language: 'en', quality: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    const primary = tag.split('-')[0];
    if (primary !== 'ko' && primary !== 'en') continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    if (quality > best.quality) best = { language: primary, quality };
  }
  return best.language;
}
