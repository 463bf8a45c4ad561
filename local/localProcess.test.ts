import { expect, it, onTestFinished } from 'vitest';
import { startProcess } from './localProcess.js';

it('a process answers each of two questions at once, and goes on after one that makes no sense', async () => {
  const { advance, idle, kill } = await startProcess();
  onTestFinished(kill);
  await expect(Promise.allSettled([advance(-1), idle()])).resolves.toMatchObject([
    { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('>=0') }) },
    { status: 'fulfilled', value: expect.any(Boolean) },
  ]);
});
