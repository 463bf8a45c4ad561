import type { Fault } from './paymentProvider.js';
import type { TossError } from './tossMessages.js';

/** Answers that turn a call away before anything is done. */
const TURNED_AWAY_STATUSES = new Set([429, 503]);
const TURNED_AWAY_CODES = new Set(['FORBIDDEN_CONSECUTIVE_REQUEST', 'MAINTAINED_METHOD']);

/** Codes of 4xx answers that decide nothing. Every other 4xx is final for this order. */
const UNDECIDED_CODES = new Set([
  // The first request with this key is still at work.
  'IDEMPOTENT_REQUEST_PROCESSING',
  // Paid or paid back already, says the provider: a look-up tells which.
  'DUPLICATED_ORDER_ID',
  'DUPLICATED_REQUEST',
  'ALREADY_PROCESSED_PAYMENT',
  'ALREADY_COMPLETED_PAYMENT',
  'ALREADY_REFUNDING_PAYMENT',
  // Trouble behind the provider.
  'PROVIDER_ERROR',
  'CARD_PROCESSING_ERROR',
  'NOT_AVAILABLE_BANK',
  // Our own settings are wrong, which no customer's order should pay for.
  'UNAUTHORIZED_KEY',
  'INVALID_API_KEY',
  'FORBIDDEN_REQUEST',
  'NOT_FOUND_MERCHANT',
]);

/** The fault in an answer that is no payment; undefined where the answer decides something. */
export function faultOf({ status, headers }: Response, error: TossError | undefined): Fault | undefined {
  const code = error?.code ?? '';
  const detail = `${status} ${code}`.trim();
  if (TURNED_AWAY_STATUSES.has(status) || TURNED_AWAY_CODES.has(code)) {
    return { outcome: 'overloaded', detail, ...retryAfterOf(headers) };
  }
  // Without an error code it is not the provider who answers, but something on the way.
  if (status >= 500 || status === 408 || !error || UNDECIDED_CODES.has(code)) return { outcome: 'unknown', detail };
  return undefined;
}

/** Whoever asks for more is mistaken: a refund, which waits for as long as it is told, would lie there for days. */
const LONGEST_RETRY_AFTER_SECONDS = 3_600;

/** Whole seconds only: a date in `Retry-After` would need the provider's clock. */
function retryAfterOf(headers: Headers): { readonly retryAfterMs?: number } {
  const seconds = headers.get('retry-after');
  if (!seconds || !/^\d+$/.test(seconds)) return {};
  return { retryAfterMs: Math.min(Number(seconds), LONGEST_RETRY_AFTER_SECONDS) * 1_000 };
}
