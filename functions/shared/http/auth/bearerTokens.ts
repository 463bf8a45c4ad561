import type { HttpRequest } from '@azure/functions';
import { type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { CustomerId } from '../../customerId.js';
import type { Caller, Identify } from '../caller.js';
import { Problem } from '../problem.js';
import { IssuerError, issuerKeys } from './issuerKeys.js';

/** Asymmetric ones only: with a shared secret, or none, a token proves nothing. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256'];

/** How far the issuer's clock may be from ours. */
const CLOCK_SKEW_SECONDS = 60;

const OPERATOR = 'operator';

const Claims = z.object({
  sub: CustomerId.optional().catch(undefined),
  roles: z.array(z.unknown()).catch([]),
});

export interface TokenRules {
  /** As tokens name it in `iss`; its keys are found by OpenID Connect discovery. */
  readonly issuer: string;
  /** Whom tokens must be meant for, in `aud`. */
  readonly audience: string;
}

function unauthorized(challenge: string): Problem {
  return new Problem('unauthorized', { challenge });
}

function tokenOf({ headers }: HttpRequest): string {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('Bearer');
  return token;
}

/** A customer is known by the subject; an operator may see everyone, and need not be a customer. */
function callerOf(payload: JWTPayload): Caller {
  const { sub, roles } = Claims.parse(payload);
  const everyone = roles.includes(OPERATOR);
  if (sub === undefined && !everyone) throw unauthorized('Bearer error="invalid_token"');
  return { customerId: sub, everyone };
}

/**
 * Knows callers by their OpenID Connect bearer tokens: Problem `unauthorized` without a good one, a fault where the
 * issuer cannot be reached to judge it.
 */
export function bearerTokens({ issuer, audience }: TokenRules, now: () => Date): Identify {
  const keys = issuerKeys(issuer);
  const rules = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_SKEW_SECONDS,
    requiredClaims: ['exp'],
  };
  return async (request) => {
    const token = tokenOf(request);
    const { payload } = await jwtVerify(token, keys, { ...rules, currentDate: now() }).catch((error: unknown) => {
      throw error instanceof IssuerError ? error : unauthorized('Bearer error="invalid_token"');
    });
    return callerOf(payload);
  };
}
