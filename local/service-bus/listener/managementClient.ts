import { randomUUID } from 'node:crypto';
import rhea, { type Connection, type EventContext, type Sender } from 'rhea';
import * as z from 'zod';
import { uuidBytes } from '../amqp/lockTokens.js';

/** A lock to renew: a message's, or a session's. */
export type Lock = { readonly lockToken: string } | { readonly sessionId: string };

const UUID = 0x98;

const Answer = z.object({
  correlation_id: z.string(),
  application_properties: z.object({ statusCode: z.number(), statusDescription: z.string().default('') }),
  body: z
    .object({ expirations: z.array(z.date()).optional(), expiration: z.date().optional() })
    .nullish()
    .catch(undefined),
});
type Answer = z.infer<typeof Answer>;

/** Asks an entity's management node. Its links are opened when they are first needed. */
export class ManagementClient {
  readonly #replyTo = `replies-${randomUUID()}`;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #requests: Sender | undefined;

  /** @param path the entity's */
  constructor(
    private readonly connection: Connection,
    private readonly path: string,
  ) {}

  /** Resolves with the lock's new end in milliseconds since 1970. Rejects where the lock is lost. */
  async renew(lock: Lock): Promise<number> {
    const answer =
      'sessionId' in lock
        ? await this.#ask('renew-session-lock', { 'session-id': lock.sessionId })
        : await this.#ask('renew-lock', {
            'lock-tokens': rhea.types.wrap_array([uuidBytes(lock.lockToken)], UUID, undefined),
          });
    const { statusCode, statusDescription } = answer.application_properties;
    const until = answer.body?.expiration ?? answer.body?.expirations?.[0];
    if (statusCode !== 200 || !until) throw new Error(`${statusCode} ${statusDescription}`);
    return until.getTime();
  }

  #ask(operation: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.#requests ??= this.#open();
    const id = randomUUID();
    const message = {
      message_id: id,
      reply_to: this.#replyTo,
      application_properties: { operation: `com.microsoft:${operation}` },
      body,
    };
    this.#requests.send(rhea.message.encode(message), undefined, 0);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #open(): Sender {
    const address = `${this.path}/$management`;
    const session = this.connection.create_session();
    session.begin();
    const answers = session.open_receiver({
      name: this.#replyTo,
      source: { address },
      target: { address: this.#replyTo },
      credit_window: 100,
      autoaccept: true,
    });
    answers.on('message', ({ message }: EventContext) => {
      const answer = Answer.parse({ ...message });
      this.#waiting.get(answer.correlation_id)?.(answer);
      this.#waiting.delete(answer.correlation_id);
    });
    return session.open_sender({ target: { address }, source: { address: this.#replyTo } });
  }
}
