import * as z from 'zod';
import { messageOf } from './messageOf.js';

/** What goes over the wire. */
const Frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), id: z.number(), body: z.unknown().optional() }),
  z.object({ kind: z.literal('answer'), id: z.number(), body: z.unknown().optional() }),
  z.object({ kind: z.literal('failure'), id: z.number(), reason: z.string() }),
]);
type Frame = z.infer<typeof Frame>;

/** One end of the channel between a process and its child. */
export interface Wire {
  send?(frame: Frame, done: () => void): void;
  on(event: 'message', listener: (frame: unknown) => void): void;
}

/** Questions and answers, in JSON, in both directions. */
export interface Channel {
  /** Rejects with the other side's reason, or where the channel is closed meanwhile. */
  ask(question: unknown): Promise<unknown>;
  close(reason: string): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** @param reply answers what the other side asks; its errors go back as one line */
export function openChannel(wire: Wire, reply: (question: unknown) => Promise<unknown>): Channel {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let closed: string | undefined;

  const send = (frame: Frame): void => {
    // With a callback, a wire that was cut meanwhile is no error of this process.
    if (closed === undefined) wire.send?.(frame, () => {});
  };

  async function answer(id: number, question: unknown): Promise<void> {
    try {
      send({ kind: 'answer', id, body: await reply(question) });
    } catch (error) {
      send({ kind: 'failure', id, reason: messageOf(error) });
    }
  }

  function receive(frame: Frame): void {
    const { id } = frame;
    if (frame.kind === 'question') return void answer(id, frame.body);
    if (frame.kind === 'answer') waiting.get(id)?.resolve(frame.body);
    else waiting.get(id)?.reject(new Error(frame.reason));
    waiting.delete(id);
  }

  wire.on('message', (frame) => receive(Frame.parse(frame)));

  return {
    ask(question) {
      if (closed !== undefined) return Promise.reject(new Error(closed));
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ kind: 'question', id, body: question });
      });
    },
    close(reason) {
      closed = reason;
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
