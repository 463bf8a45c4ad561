import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Row } from './row.js';

const DEMO = createRequire(import.meta.url).resolve('#dist/demo/demo.js');

/** How long the whole scenario takes, with what it starts. @throws where a step of it did not hold */
export async function benchDemo(): Promise<Row[]> {
  const from = performance.now();
  await promisify(execFile)(process.execPath, [DEMO]);
  return [{ name: 'the demo, from start to end', value: (performance.now() - from) / 1_000, unit: 's' }];
}
