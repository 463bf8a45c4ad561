import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openChannel, type Wire } from './channel.js';

/** The two ends of a channel as between a process and its child: what is sent arrives as JSON, later. */
function wirePair(): [Wire, Wire] {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const wireTo = (own: EventEmitter, other: EventEmitter): Wire => ({
    send: (frame) => void setImmediate(() => other.emit('message', JSON.parse(JSON.stringify(frame)))),
    on: (event, listener) => void own.on(event, listener),
  });
  return [wireTo(ends[0], ends[1]), wireTo(ends[1], ends[0])];
}

const nothing = () => Promise.resolve(undefined);

describe('a channel between two processes', () => {
  it('carries questions and answers in both directions, also while others are open', async () => {
    const [here, there] = wirePair();
    const parent = openChannel(here, async (question) => `parent: ${question}`);
    const child = openChannel(there, async (question) => `${await child.ask(question)}, then child`);
    expect(await Promise.all([parent.ask('one'), parent.ask('two')])).toEqual([
      'parent: one, then child',
      'parent: two, then child',
    ]);
  });

  it('carries an answer that says nothing', async () => {
    const [here, there] = wirePair();
    openChannel(there, nothing);
    expect(await openChannel(here, nothing).ask('anything')).toBeUndefined();
  });

  it('tells the reason where a question cannot be answered', async () => {
    const [here, there] = wirePair();
    openChannel(there, () => Promise.reject(new Error('Port 7071 is taken.')));
    await expect(openChannel(here, nothing).ask('start')).rejects.toThrow('Port 7071 is taken.');
  });

  it('rejects what is open, and all later questions, once it is closed', async () => {
    const [here, there] = wirePair();
    openChannel(there, () => new Promise(() => {}));
    const channel = openChannel(here, nothing);
    const open = channel.ask('anything');
    channel.close('The process ended (SIGKILL).');
    await expect(open).rejects.toThrow('The process ended (SIGKILL).');
    await expect(channel.ask('more')).rejects.toThrow('The process ended (SIGKILL).');
  });
});
