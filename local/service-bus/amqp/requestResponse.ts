import rhea, { type EventContext, type Receiver, type Sender, type Typed } from 'rhea';
import * as z from 'zod';
import { amqpError } from './amqpError.js';
import { acceptAttach } from './attaching.js';
import { accept } from './outcomes.js';

/** A request on a node that answers: `$cbs` or an entity's `$management`. */
export interface Request {
  readonly operation: string;
  readonly body: unknown;
}

/** Its answer; the numbers are HTTP's. */
export interface Response {
  readonly applicationProperties: Readonly<Record<string, unknown>>;
  readonly body?: Typed | undefined;
}

const Envelope = z.object({
  message_id: z.union([z.string(), z.number(), z.instanceof(Buffer)]).optional(),
  reply_to: z.string(),
  application_properties: z.object({ operation: z.string().default('') }),
  body: z.unknown(),
});

/** Serves requests on the client's sending link; answers go out on its receiving link of the same session. */
export function serveRequests(link: Receiver, answer: (request: Request) => Promise<Response>): void {
  link.set_target({ address: link.target.address });
  link.set_source({ address: link.source?.address ?? '' });
  link.on('message', ({ message, delivery }: EventContext) => {
    if (delivery) accept(delivery);
    // An answer that cannot be written, e.g. because the request's id makes no sense, must not end this process.
    respond(link, message as unknown as Buffer, answer).catch((error) => link.close(amqpError(error)));
  });
  acceptAttach(link);
}

/** Opens the way back. */
export function acceptResponseLink(link: Sender): void {
  link.set_source({ address: link.source.address });
  link.set_target({ address: link.target?.address ?? '' });
  // An answer is done with once the client has it; else rhea would keep it, and have room for 2048 in all.
  link.on('settled', ({ delivery }: EventContext) => delivery?.update(true));
  acceptAttach(link);
}

async function respond(
  link: Receiver,
  request: Buffer,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const envelope = readEnvelope(request);
  // Without a place to answer to there is nobody to tell what is wrong.
  if (!envelope) return;
  const { message_id, reply_to, application_properties, body } = envelope;
  const response = await answer({ operation: application_properties.operation, body });
  const isWayBack = (candidate: Sender): boolean =>
    candidate.is_sender() && (candidate.name === reply_to || candidate.target?.address === reply_to);
  const back = link.session.find_sender(isWayBack);
  const encoded = rhea.message.encode({
    correlation_id: message_id,
    application_properties: response.applicationProperties,
    body: response.body ?? rhea.types.wrap(null),
  });
  back?.send(encoded, undefined, 0);
}

function readEnvelope(encoded: Buffer): z.infer<typeof Envelope> | undefined {
  try {
    return Envelope.safeParse({ ...rhea.message.decode(encoded) }).data;
  } catch {
    return undefined;
  }
}
