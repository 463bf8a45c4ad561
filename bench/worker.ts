import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs a script of this folder in a thread, as the app and the local Azure would each have a core. @returns what it posts */
export async function runWorker<Result>(script: string, workerData: unknown): Promise<Result> {
  const [result] = await once(new Worker(new URL(script, import.meta.url), { workerData }), 'message');
  return result;
}
