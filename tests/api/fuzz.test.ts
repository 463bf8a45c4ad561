import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openApiDocument } from '../../functions/api/document/openApiDocument.js';
import { PROBLEMS, type ProblemSlug, problemType } from '../../functions/shared/http/problem.js';
import { ProblemBody } from '../../functions/shared/http/problemBody.js';
import { seedOfRun } from '../support/seededRandom.js';
import { sharedShop } from '../support/sharedShop.js';
import { type HostileRequest, hostileRequest } from './support/hostileRequests.js';

const REQUESTS = 5_000;
const AT_ONCE = 24;
const HANGING_MS = 15_000;

const seed = seedOfRun();
const shop = sharedShop();
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const SLUGS = Object.keys(PROBLEMS) as ProblemSlug[];
const STACK = /\bat \S+ \(|node:internal|node_modules|\.[jt]s:\d+/;

interface Answered {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

async function send({ method, path, headers, body }: HostileRequest): Promise<Answered> {
  const signal = AbortSignal.timeout(HANGING_MS);
  const sending = request(shop.process.url, { method, path, headers, agent, signal });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, type: response.headers['content-type'], body: await text(response) };
}

function documentedStatuses(): Map<string, string[]> {
  const operations = Object.values(openApiDocument().paths).flatMap((methods) => Object.values(methods));
  return new Map(
    operations.map(({ operationId, responses }) => [String(operationId), Object.keys(responses as object)]),
  );
}
const documented = documentedStatuses().set('unknownRoute', ['404']);

/** What is wrong with an answer; undefined where nothing is. */
function offence({ operation }: HostileRequest, { status, type, body }: Answered): string | undefined {
  if (STACK.test(body)) return 'shows a stack';
  if (status < 400) return documented.get(operation)?.includes(String(status)) ? undefined : 'is not documented';
  if (type !== 'application/problem+json') return 'is no problem+json';
  const problem = ProblemBody.parse(JSON.parse(body));
  const slug = SLUGS.find((known) => problemType(known) === problem.type);
  if (slug === undefined || PROBLEMS[slug].status !== status || problem.status !== status) return 'is a wrong problem';
  if (status >= 500 && slug !== 'payment-overloaded') return 'is a fault';
  // A parameter can lead to another route, or to none.
  return status === 404 || documented.get(operation)?.includes(String(status)) ? undefined : 'is not documented';
}

it(`${REQUESTS} hostile requests get 4xx in problem+json, none of them a fault, a stack or a hang`, {
  timeout: 90_000,
}, async () => {
  console.log(`fuzz: SEED=${seed}`);
  // With a key, so that a repeated run meets the same ids.
  const orders = await Promise.all(
    ['kim', 'lee', 'park'].map((customer) => shop.order({ customer, key: 'fuzz', wait: 15 })),
  );
  const orderIds = orders.map(({ body }) => body.orderId);
  const requests = fc.sample(hostileRequest(orderIds), { numRuns: REQUESTS, seed });
  const offences: object[] = [];
  const statuses = new Map<number, number>();

  const queue = requests.values();
  const worker = async () => {
    for (const hostile of queue) {
      const answered = await send(hostile).catch((error: unknown) => String(error));
      const wrong = typeof answered === 'string' ? answered : offence(hostile, answered);
      if (typeof answered !== 'string') statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
      if (wrong !== undefined) offences.push({ wrong, answered, ...hostile, body: hostile.body?.toString() });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();

  console.log(
    `fuzz: ${[...statuses]
      .map(([status, count]) => `${status}: ${count}`)
      .sort()
      .join(', ')}`,
  );
  expect(offences).toEqual([]);
  // It would be easy to be right by refusing, or by taking, everything.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 202, 400, 404, 413, 415]));
  expect(await shop.call('GET', '/health')).toMatchObject({ status: 200, body: { payment: { circuit: 'closed' } } });
});
