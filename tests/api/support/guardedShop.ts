import { afterAll } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { silentLog } from '../../../local/log.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import { startTokenIssuer } from '../../../local/token-issuer/tokenIssuer.js';
import { openShop, type Shop } from '../../support/shop.js';

export interface GuardedShop {
  readonly shop: Shop;
  /** The header that lets somebody in. */
  as(subject: string, ...roles: string[]): Promise<Record<string, string>>;
}

/** A shop that only knows callers by their tokens, with an issuer of its own, for all tests of a file. */
export async function openGuardedShop(): Promise<GuardedShop> {
  const issuer = await startTokenIssuer({ port: 0, store: new MemoryStore(), clock: new Clock(), log: silentLog });
  const shop = openShop({ settings: { AUTH_ISSUER: issuer.url, AUTH_AUDIENCE: 'hearty-breakfast' } });
  afterAll(() => issuer.stop());
  return {
    shop,
    as: async (subject, ...roles) => ({
      authorization: `Bearer ${(await issuer.issue({ subject, roles })).access_token}`,
    }),
  };
}
