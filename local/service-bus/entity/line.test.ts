import { describe, expect, it } from 'vitest';
import { type Consumer, Line } from './line.js';
import type { Entry } from './message.js';
import { newMessage } from './newMessage.js';

const draft = { sessionId: undefined, ttl: undefined, scheduledFor: undefined, annotations: undefined };

const entry = (sequenceNumber: number): Entry => ({
  stored: newMessage({ ...draft, messageId: `m-${sequenceNumber}`, content: new Uint8Array() }, sequenceNumber, 0, 1),
  status: 'ready',
});

interface Taker extends Consumer {
  readonly taken: number[];
}

function taker(credit: number): Taker {
  const taken: number[] = [];
  return { deletes: false, hold: undefined, taken, credit: () => credit - taken.length, deliver: () => {} };
}

function lineOf(entries: readonly Entry[], takers: readonly Taker[], isExpired = (_: Entry) => false): Line {
  const line = new Line(({ stored }, consumer) => {
    takers.find((candidate) => candidate === consumer)?.taken.push(stored.sequenceNumber);
  }, isExpired);
  for (const each of entries) line.push(each);
  for (const each of takers) line.join(each);
  return line;
}

describe('a line', () => {
  it('serves the oldest message first, also when an old one comes back', () => {
    const one = taker(10);
    const line = lineOf([entry(2), entry(3), entry(1)], [one]);
    line.deliver();
    expect(one.taken).toEqual([1, 2, 3]);
  });

  it('serves its consumers in turn, as far as their credit goes', () => {
    const [a, b] = [taker(1), taker(3)];
    lineOf([1, 2, 3, 4, 5].map(entry), [a, b]).deliver();
    expect(a.taken).toEqual([1]);
    expect(b.taken).toEqual([2, 3, 4]);
  });

  it('waits while an earlier message is on its way back', () => {
    const one = taker(10);
    const line = lineOf([entry(2)], [one]);
    line.pause();
    line.deliver();
    expect(one.taken).toEqual([]);
    line.push(entry(1));
    line.resume();
    line.deliver();
    expect(one.taken).toEqual([1, 2]);
  });

  it('passes over messages that are expired or gone', () => {
    const one = taker(10);
    const gone = entry(2);
    const line = lineOf([entry(1), gone, entry(3)], [one], ({ stored }) => stored.sequenceNumber === 1);
    gone.status = 'leaving';
    line.deliver();
    expect(one.taken).toEqual([3]);
  });
});
