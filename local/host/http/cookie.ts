import type { HttpCookieData } from '../app/programmingModel.js';

const SAME_SITE = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/** A `Set-Cookie` header in ASP.NET Core's spelling: name and value percent-encoded, `path=/` where none is given. */
export function setCookieOf(cookie: HttpCookieData): string {
  const sameSite = SAME_SITE[cookie.sameSite ?? 'none'];
  const expires = cookie.expires && new Date(cookie.expires.value.seconds * 1_000).toUTCString();
  const attributes = [
    `${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`,
    expires && `expires=${expires}`,
    cookie.maxAge && `max-age=${cookie.maxAge.value}`,
    cookie.domain && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    sameSite && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ];
  return attributes.filter(Boolean).join('; ');
}
