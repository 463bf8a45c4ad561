import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { removeFolder, temporaryFolder } from '../../tests/support/temporaryFolder.js';
import { openDataFolder } from './dataFolder.js';
import { processIdentity } from './processIdentity.js';

const PAGE = 4_096;
/** Of no process: Linux does not count so far. */
const NO_PID = 2 ** 30;

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A process that does nothing until it is killed. */
function idleProcess() {
  const child = fork('-e', ['setInterval(() => {}, 1_000)'], { execArgv: [], stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('a data folder', () => {
  it('is made where it is missing, has everything again the next time, and leaves no lock behind', async () => {
    const folder = join(await newFolder(), 'deep', 'down');
    const first = await openDataFolder(folder);
    await first.write([first.table('rows').put('k', 7)]);
    await first.close();
    const second = await openDataFolder(folder);
    expect(second.table('rows').get('k')).toBe(7);
    await second.close();
    expect(readdirSync(folder)).toEqual(['store']);
  });

  it('serves one instance at a time, and names the process that has it', async () => {
    const folder = await newFolder();
    const store = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toThrow(`${folder} is in use by process ${process.pid}.`);
    await store.close();
    await (await openDataFolder(folder)).close();
  });

  it.each([
    ['of a process that is gone', `${NO_PID} 1`],
    ['of a process whose id another one has now', `${process.pid} 1`],
    ['that was never finished', ''],
    ['that says nothing sensible', 'hello'],
  ])('ignores a lock %s', async (_, lock) => {
    const folder = await newFolder();
    writeFileSync(join(folder, 'lock'), lock);
    await (await openDataFolder(folder)).close();
  });

  it('is opened where a process was killed while it took a stale lock away', async () => {
    const folder = await newFolder();
    for (const name of ['lock', 'lock.removal']) writeFileSync(join(folder, name), `${NO_PID} 1`);
    await (await openDataFolder(folder)).close();
    expect(readdirSync(folder)).toEqual(['store']);
  });

  it('is never seen locked by nobody: whoever starts at the same moment would take it too', async () => {
    const lock = join(await newFolder(), 'lock');
    const program = pathToFileURL(createRequire(import.meta.url).resolve('#dist/local/storage/folderLock.js')).href;
    const script = `import('${program}').then(async ({ lockFolder }) => {
      for (;;) (await lockFolder(${JSON.stringify(dirname(lock))}))();
    })`;
    const child = fork('-e', [script], { execArgv: [], stdio: 'ignore' });
    const ended = once(child, 'exit');
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    // However seldom this process gets to look, it looks until it has seen both often: the child goes on meanwhile.
    const seen = new Set<string | undefined>();
    for (let free = 0, held = 0; child.exitCode === null && Math.min(free, held) < 200; ) {
      for (let n = 0; n < 100; n++) {
        const text = textOf(lock);
        seen.add(text);
        if (text === undefined) free++;
        else held++;
      }
      await setImmediate();
    }
    expect([...seen].sort()).toEqual([expect.stringMatching(`^${child.pid} `), undefined]);
  });

  it('is taken over from a killed instance once all its processes have ended', async () => {
    const folder = await newFolder();
    const child = idleProcess();
    await once(child, 'spawn');
    const lock = `${NO_PID} 1\n${processIdentity(child.pid ?? 0)}`;
    writeFileSync(join(folder, 'lock'), lock);
    const opening = openDataFolder(folder);
    // Another that is begun later is open before this one is even taken.
    await (await openDataFolder(await newFolder())).close();
    expect([textOf(join(folder, 'lock')), ...readdirSync(folder)]).toEqual([lock, 'lock']);
    child.kill('SIGKILL');
    await (await opening).close();
  });

  it('is refused where its name is a file', async () => {
    const file = join(await newFolder(), 'file');
    writeFileSync(file, '');
    await expect(openDataFolder(file)).rejects.toThrow(/cannot be used as data folder/);
  });

  it('is refused by its name where nothing can be written there, not even a lock', async () => {
    const folder = await newFolder();
    mkdirSync(join(folder, 'lock'));
    await expect(openDataFolder(folder)).rejects.toThrow(`${folder} cannot be used as data folder: `);
  });
});

describe('a damaged data folder', () => {
  let good: Buffer;
  const junk = (length: number) => Buffer.from(Array.from({ length }, (_, n) => (n * 7_919 + (n >> 3)) % 251));
  const overwritten = (from: number, length: number) => {
    const bytes = Buffer.from(good);
    junk(length).copy(bytes, from);
    return bytes;
  };

  async function folderWithData(): Promise<string> {
    const folder = await temporaryFolder();
    const store = await openDataFolder(folder);
    const rows = store.table('rows');
    const text = (n: number) => 'breakfast '.repeat(n % 40 === 0 ? 900 : 20);
    await store.write(Array.from({ length: 2_000 }, (_, n) => rows.put(`row ${n}`, { n, text: text(n) })));
    await store.close();
    return folder;
  }

  beforeAll(async () => {
    const folder = await folderWithData();
    good = readFileSync(join(folder, 'store', 'data.mdb'));
    await removeFolder(folder);
  });

  it.each<[string, () => Buffer | undefined]>([
    ['empty', () => Buffer.alloc(0)],
    ['missing', () => undefined],
    ['some other file', () => Buffer.from('This is no store at all.\n'.repeat(1_000))],
    ['cut off after the first bytes', () => good.subarray(0, 100)],
    ['cut in half', () => good.subarray(0, good.length / 2)],
    ['short of its last pages', () => good.subarray(0, good.length - 5 * PAGE)],
    ['all zeros', () => Buffer.alloc(good.length)],
    ['overwritten at its beginning', () => overwritten(0, 2 * PAGE)],
    ['overwritten in the middle', () => overwritten((good.length / PAGE / 2) * PAGE, 16 * PAGE)],
    ['overwritten at its end', () => overwritten(good.length - 16 * PAGE, 16 * PAGE)],
  ])('is refused in one line and left as it is where its store is %s', async (_, damaged) => {
    const folder = await newFolder();
    await (await openDataFolder(folder)).close();
    const file = join(folder, 'store', 'data.mdb');
    const bytes = damaged();
    if (bytes) writeFileSync(file, bytes);
    else rmSync(file);
    await expect(openDataFolder(folder)).rejects.toThrow(/^.* is damaged: .*move it away to start afresh\.$/);
    if (bytes) expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['store']);
  });
});
