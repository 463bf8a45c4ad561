import type { PaymentConfig } from '../../shared/config.js';
import type { Fault } from './paymentProvider.js';
import { faultOf } from './tossFaults.js';
import { TossError, TossPayment } from './tossMessages.js';

export interface TossRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
}

/** A payment, an error that decides something, or a fault. */
export type TossAnswer =
  | { readonly outcome: 'payment'; readonly payment: TossPayment }
  | ({ readonly outcome: 'error' } & TossError)
  | Fault;

/** Sends one request. Never throws: what goes wrong on the way is `unknown`. */
export function tossRequests(config: Pick<PaymentConfig, 'url' | 'secretKey'>, fetch: typeof globalThis.fetch) {
  // The secret key is the user, the password is empty.
  const authorization = `Basic ${Buffer.from(`${config.secretKey}:`).toString('base64')}`;
  const base = config.url.replace(/\/+$/, '');

  return async ({ method, path, body, idempotencyKey }: TossRequest, signal?: AbortSignal): Promise<TossAnswer> => {
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization,
          ...(body && { 'content-type': 'application/json' }),
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
        // A redirect would carry the charge to somewhere else.
        redirect: 'error',
      });
      return answerOf(response, await response.json().catch(() => undefined));
    } catch (error) {
      return { outcome: 'unknown', detail: `no answer: ${reasonOf(error)}` };
    }
  };
}

function answerOf(response: Response, json: unknown): TossAnswer {
  if (response.ok) {
    const payment = TossPayment.safeParse(json);
    if (payment.success) return { outcome: 'payment', payment: payment.data };
    return { outcome: 'unknown', detail: `${response.status} with an answer that is not a payment` };
  }
  const error = TossError.safeParse(json).data;
  const fault = faultOf(response, error);
  if (fault || !error) return fault ?? { outcome: 'unknown', detail: `${response.status}` };
  return { outcome: 'error', ...error };
}

/** fetch says only "fetch failed"; the cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
