import { readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';

interface Source {
  readonly file: string;
  readonly text: string;
  /** Modules it imports: paths from the root for our own, names for packages. Imports of types alone are left out. */
  readonly imports: readonly string[];
}

const CONTEXTS = ['orders', 'payment', 'delivery', 'points', 'health', 'api'];
const LONGEST_FILE = 250;

function importsOf(file: string, text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\s)[^;]*?from\s+'([^']+)'/gms);
  return [...statements].map(([, target = '']) =>
    target.startsWith('.') ? normalize(join(dirname(file), target)) : target,
  );
}

let sources: Source[];

beforeAll(async () => {
  const files = await glob(['{functions,local,client,demo,bench,build,infra}/**/*.ts', '!**/*.test.ts']);
  sources = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      return { file, text, imports: importsOf(file, text) };
    }),
  );
});

/** Imports that break a rule, as "file → import". */
function offences(where: string, wrong: (target: string, source: Source) => boolean): string[] {
  return sources
    .filter(({ file }) => file.startsWith(where))
    .flatMap((source) =>
      source.imports.filter((target) => wrong(target, source)).map((target) => `${source.file} → ${target}`),
    );
}

const contextOf = (path: string) => CONTEXTS.find((context) => path.startsWith(`functions/${context}/`));

describe('the architecture', () => {
  it('has found the sources', () => expect(sources.length).toBeGreaterThan(100));

  it('keeps the app from knowing the local Azure', () => {
    expect(offences('functions/', (target) => /^(local|demo|bench|build|infra|tests|client)\//.test(target))).toEqual(
      [],
    );
  });

  it('keeps the local Azure from knowing what uses it, and of the app lets it know names and the circuit only', () => {
    const shown = /^functions\/(shared\/entities|payment\/circuit\/cosmosCircuit|payment\/domain\/circuit)\.js$/;
    const foreign = (target: string) =>
      /^(functions|demo|bench|build|infra|tests|client)\//.test(target) && !shown.test(target);
    expect(offences('local/', foreign)).toEqual([]);
  });

  it('lets a context import only the messages of another', () => {
    const crossing = (target: string, { file }: Source) => {
      const [from, to] = [contextOf(file), contextOf(target)];
      // The API document is made from every context's schemas.
      return (
        from !== 'api' && from !== undefined && to !== undefined && from !== to && basename(target) !== 'messages.js'
      );
    };
    expect(offences('functions/', crossing)).toEqual([]);
  });

  it('keeps shared code from knowing any context', () => {
    expect(offences('functions/shared/', (target) => contextOf(target) !== undefined)).toEqual([]);
  });

  it('keeps the domain pure: no SDK, no environment', () => {
    const impure = (target: string, { file }: Source) =>
      /\/domain\//.test(file) && !/\/domain\/|messages\.js$|shared\/(?:result|time)\.js$|^zod$/.test(target);
    expect(offences('functions/', impure)).toEqual([]);
  });

  it('keeps clock, chance and environment out of the domain and the saga', () => {
    const timeless = sources.filter(({ file }) => /functions\/.*(\/domain\/|\/saga\/|paymentSaga)/.test(file));
    const offending = timeless.filter(({ text }) =>
      /Date\.now|new Date\(\)|Math\.random|process\.env|randomUUID/.test(text),
    );
    expect(offending.map(({ file }) => file)).toEqual([]);
  });

  it('reads the environment in one place of the app', () => {
    const readers = sources.filter(({ file, text }) => file.startsWith('functions/') && text.includes('process.env'));
    expect(readers.map(({ file }) => file)).toEqual(['functions/main.ts']);
  });

  it('names the file of every Azure function as the function', () => {
    const names = sources
      .filter(({ file }) => file.startsWith('functions/'))
      .flatMap(({ text }) => [
        ...text.matchAll(
          /\b(?:app\.(?:http|serviceBusQueue|serviceBusTopic|cosmosDB|timer)\('|serve\(steps\.|step<.*?>\(\s*')(\w+)/gs,
        ),
      ])
      .map(([, name]) => name);
    const files = new Set(sources.map(({ file }) => basename(file, '.ts')));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => name === undefined || !files.has(name))).toEqual([]);
  });

  it(`has no file of more than ${LONGEST_FILE} lines`, () => {
    const long = sources.filter(({ text }) => text.split('\n').length > LONGEST_FILE);
    expect(long.map(({ file, text }) => `${file}: ${text.split('\n').length}`)).toEqual([]);
  });

  it('has no default exports', () => {
    expect(sources.filter(({ text }) => /^export default/m.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
