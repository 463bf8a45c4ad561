import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';
import { type CSharp, findCSharp } from './csharp.js';
import { expressionsAsMethods, policyExpressions } from './policyExpressions.js';

const csharp = await findCSharp();
if (!csharp) console.warn('The expressions of the policies are not compiled here: there is no .NET SDK.');

async function policies(): Promise<Record<string, string>> {
  const files = await glob('infra/policies/*.xml');
  const texts = await Promise.all(files.map(async (file) => [basename(file, '.xml'), await readFile(file, 'utf8')]));
  return Object.fromEntries(texts);
}

/** @returns the compiler's errors */
async function compile(compiler: CSharp, methods: string): Promise<string[]> {
  const folder = await temporaryFolder();
  try {
    const file = join(folder, 'expressions.cs');
    await writeFile(file, methods);
    return await compiler.errorsIn([file, 'tests/infra/policies/context.cs'], folder);
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

describe.runIf(csharp)('the C# of the policies', () => {
  if (!csharp) return;
  const wrong = '<a>@(context.Request.NothingOfTheKind)</a>';
  let errors: string[];

  // Once, since a compiler takes its time to start; each method gets its own errors.
  beforeAll(async () => {
    errors = await compile(csharp, expressionsAsMethods({ ...(await policies()), wrong }));
  }, 120_000);

  it('compiles', () => {
    expect(errors.filter((error) => !error.includes("'NothingOfTheKind'"))).toEqual([]);
  });

  it('would not where it named something that there is not', () => {
    expect(errors.join()).toContain("'NothingOfTheKind'");
  });
});
