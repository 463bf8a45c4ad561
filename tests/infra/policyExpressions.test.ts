import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../infra/scripts/run.js';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';
import { expressionsAsMethods, policyExpressions } from './policyExpressions.js';

const dotnet = await run('dotnet', ['--version']).then(
  ({ code }) => code === 0,
  () => false,
);
if (!dotnet) console.warn('The expressions of the policies are not compiled here: there is no dotnet.');

async function policies(): Promise<Record<string, string>> {
  const files = await glob('infra/policies/*.xml');
  const texts = await Promise.all(files.map(async (file) => [basename(file, '.xml'), await readFile(file, 'utf8')]));
  return Object.fromEntries(texts);
}

/** @returns the compiler's errors */
async function compile(methods: string): Promise<string[]> {
  const folder = await temporaryFolder();
  try {
    await cp('tests/infra/policies', folder, { recursive: true });
    await writeFile(join(folder, 'expressions.cs'), methods);
    const options = ['--nologo', '--verbosity', 'quiet', '--disable-build-servers'];
    const { code, stdout } = await run('dotnet', ['build', folder, ...options]);
    const errors = stdout.split('\n').filter((line) => line.includes(': error '));
    return code === 0 || errors.length > 0 ? errors : [stdout];
  } finally {
    await removeFolder(folder);
  }
}

describe('the expressions of the policies', () => {
  it('are found wherever they stand', async () => {
    expect(policyExpressions(`<a b='@(x("("))'>@{ if (y) { return "}"; } }</a>`)).toEqual([
      '(x("("))',
      '{ if (y) { return "}"; } }',
    ]);
    expect(policyExpressions((await policies()).api ?? '')).toHaveLength(1);
  });
});

describe.runIf(dotnet)('the C# of the policies', () => {
  const wrong = '<a>@(context.Request.NothingOfTheKind)</a>';
  let errors: string[];

  // Once, since a compiler takes its time to start; each method gets its own errors.
  beforeAll(async () => {
    errors = await compile(expressionsAsMethods({ ...(await policies()), wrong }));
  }, 120_000);

  it('compiles', () => {
    expect(errors.filter((error) => !error.includes("'NothingOfTheKind'"))).toEqual([]);
  });

  it('would not where it named something that there is not', () => {
    expect(errors.join()).toContain("'NothingOfTheKind'");
  });
});
