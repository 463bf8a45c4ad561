import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';

/** The issuer could not tell its keys. No token can be judged, so this is nobody's fault but ours. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError';
}

/** Of OpenID Connect Discovery 1.0 §3, what is needed to check tokens. */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

const PATIENCE_MS = 5_000;

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

async function discover(issuer: string): Promise<RemoteKeys> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new IssuerError(`${address} answered ${response.status}`);
  const discovery = Discovery.parse(await response.json());
  if (discovery.issuer !== issuer) throw new IssuerError(`${address} speaks for ${discovery.issuer}`);
  // Keys never grow too old to use, since an issuer that is down must not lock everybody out: see `refresh`.
  return createRemoteJWKSet(new URL(discovery.jwks_uri), { timeoutDuration: PATIENCE_MS, cacheMaxAge: Infinity });
}

/** Fetches the keys anew in the background, where the last time was a while ago (30 s, jose's cool-down). */
function refresh(keys: RemoteKeys): void {
  if (!keys.coolingDown && !keys.reloading) keys.reload().catch(() => {});
}

function isAboutTheToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

/**
 * The keys with which an issuer signs, found by discovery when first needed and kept while the issuer is down.
 *
 * @param issuer as its tokens name it
 * @returns a look-up that throws IssuerError where the keys cannot be had, and jose's errors for a token without a key
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovery: Promise<RemoteKeys> | undefined;
  const discovered = () => {
    discovery ??= discover(issuer).catch((error: unknown) => {
      discovery = undefined;
      throw error;
    });
    return discovery;
  };
  return async (header, token) => {
    try {
      const keys = await discovered();
      refresh(keys);
      return await keys(header, token);
    } catch (error) {
      if (isAboutTheToken(error) || error instanceof IssuerError) throw error;
      throw new IssuerError(`The keys of ${issuer} cannot be had`, { cause: error });
    }
  };
}
