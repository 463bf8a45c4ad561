import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Store } from '../storage/store.js';

export const ALGORITHM = 'ES256';

const KEY_ID = 'local';

/** A key pair for signing; `publicJwk` is what others may know of it. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

async function generate(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return exportJWK(privateKey);
}

/** The issuer's key, made when first needed and kept in the store, so that tokens outlive a restart. */
export async function signingKey(store: Store): Promise<SigningKey> {
  const table = store.table<JWK>('token-issuer');
  const jwk = table.get(KEY_ID) ?? (await generate());
  await store.write([table.put(KEY_ID, jwk)]);
  const { kty, crv, x, y } = jwk as { kty: string; crv: string; x: string; y: string };
  return {
    keyId: KEY_ID,
    privateKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    publicJwk: { kty, crv, x, y, kid: KEY_ID, alg: ALGORITHM, use: 'sig' },
  };
}
