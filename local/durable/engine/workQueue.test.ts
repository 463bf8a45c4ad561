import { describe, expect, it } from 'vitest';
import { WorkQueue } from './workQueue.js';

/** A job that ends when it is told to. */
function job(order: string[], name: string) {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end,
    run: () => {
      order.push(name);
      return ended;
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a work queue', () => {
  it('runs jobs in order of arrival, no more than its limit at a time', async () => {
    const order: string[] = [];
    const jobs = ['a', 'b', 'c'].map((name) => job(order, name));
    const queue = new WorkQueue(2);
    for (const { run } of jobs) queue.push(run);
    expect(order).toEqual(['a', 'b']);
    jobs[1]?.end();
    await settle();
    expect(order).toEqual(['a', 'b', 'c']);
    for (const { end } of jobs) end();
    await settle();
    expect(queue.busy).toBe(false);
  });

  it('forgets what waits when it stops, and waits for what runs', async () => {
    const order: string[] = [];
    const running = job(order, 'running');
    const queue = new WorkQueue(1);
    queue.push(running.run);
    queue.push(job(order, 'waiting').run);
    let stopped = false;
    const stop = queue.stop().then(() => {
      stopped = true;
    });
    queue.push(job(order, 'late').run);
    await settle();
    expect(stopped).toBe(false);
    running.end();
    await stop;
    expect(order).toEqual(['running']);
  });
});
