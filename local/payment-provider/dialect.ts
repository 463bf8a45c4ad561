import type { Clock } from '../clock.js';
import { decoded } from '../decoded.js';
import type { Change, Store } from '../storage/store.js';
import { type Answer, refusal } from './answer.js';
import type { Books } from './books.js';
import { cancelPayment } from './cancelPayment.js';
import { chargeBillingKey } from './chargeBillingKey.js';
import { type FaultPlan, type Strike, UNHARMED } from './faults.js';
import { findPayment } from './findPayment.js';
import { IdempotentAnswers, LONGEST_IDEMPOTENCY_KEY } from './idempotency.js';
import type { Asked, Call, Operation } from './operation.js';

/** The whole dialect that is imitated. */
const OPERATIONS: readonly Operation[] = [chargeBillingKey, cancelPayment, findPayment];

export interface DialectRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
}

export interface Dialect {
  /** Undefined for an address that no operation has; `dropped` where the caller is to get no answer at all. */
  serve(request: DialectRequest): Promise<Answer | 'dropped' | undefined>;
  /** Calls that arrived, answered or not. */
  requests(): number;
}

/** Serves the operations: who asks, what faults strike, whether it was asked before, then the work itself. */
export function openDialect(store: Store, clock: Clock, books: Books, faults: FaultPlan, secretKey: string): Dialect {
  const answers = new IdempotentAnswers(store);
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  let requests = 0;
  let written: Promise<unknown> = Promise.resolve();

  /** An answer leaves only once everything that it may rest on is durable. */
  async function write(changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) written = Promise.all([written, store.write(changes)]);
    await written;
  }

  async function run(operation: Operation, asked: Asked, strike: Strike, id?: string): Promise<Answer> {
    if (strike.refuseRefund && operation === cancelPayment) return refusal('NOT_CANCELABLE_PAYMENT');
    if (strike.delayMs > 0) await clock.sleep(strike.delayMs);
    const call: Call = { ...asked, now: clock.now() };
    const before = id && answers.answered(id, call.now);
    if (before) return before;
    const { answer, changes } = operation.run(books, call);
    await write(id ? [...changes, answers.keep(id, answer, call.now)] : changes);
    return answer;
  }

  async function answer(operation: Operation, asked: Asked, request: DialectRequest, strike: Strike): Promise<Answer> {
    const { idempotencyKey, method, path } = request;
    const hold = holding(strike);
    if (request.authorization !== authorization) return hold(refusal('UNAUTHORIZED_KEY'));
    if (!idempotencyKey || method !== 'POST') return hold(await run(operation, asked, strike));
    if (idempotencyKey.length > LONGEST_IDEMPOTENCY_KEY) return hold(refusal('INVALID_IDEMPOTENCY_KEY'));

    const id = answers.id(idempotencyKey, secretKey, method, path);
    if (answers.isProcessing(id)) return hold(refusal('IDEMPOTENT_REQUEST_PROCESSING'));
    const end = answers.begin(id);
    try {
      return await hold(await run(operation, asked, strike, id));
    } finally {
      end();
    }
  }

  /** Keeps an answer back for as long as the faults say. */
  const holding =
    ({ holdMs }: Strike) =>
    async (answer: Answer): Promise<Answer> => {
      if (holdMs > 0) await clock.sleep(holdMs);
      return answer;
    };

  return {
    requests: () => requests,

    async serve(request) {
      const found = operationOf(request);
      if (!found) return undefined;
      const { operation, subject } = found;
      const asked = { subject, body: request.body };
      requests += 1;
      books.countRequest(operation.orderOf(books, asked));

      const strike = faults.strike();
      if (strike.drop) return 'dropped';
      if (strike.repeat) await answer(operation, asked, request, UNHARMED);
      return strike.turnAway ? holding(strike)(OVERLOADED) : answer(operation, asked, request, strike);
    },
  };
}

/** No error code of the provider's: what answers under overload is rather a gateway in front of it. */
const OVERLOADED: Answer = {
  status: 503,
  headers: { 'retry-after': '1' },
  body: { code: 'SERVICE_UNAVAILABLE', message: '요청이 많아 처리할 수 없습니다. 잠시 후 다시 시도해주세요.' },
};

function operationOf({ method, path }: DialectRequest) {
  for (const operation of OPERATIONS) {
    const subject = operation.method === method ? operation.path.exec(path)?.[1] : undefined;
    if (subject !== undefined) return { operation, subject: decoded(subject) };
  }
  return undefined;
}
