import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

it('npm run demo plays all seven scenes, says that every step held and exits 0', async () => {
  const demo = spawn(process.execPath, [createRequire(import.meta.url).resolve('#dist/demo/demo.js')]);
  let output = '';
  demo.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  demo.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(demo, 'exit');
  expect(output.match(/^\d\. /gm), output).toHaveLength(7);
  expect(output).toContain('Every step held.');
  expect(code).toBe(0);
}, 60_000);
