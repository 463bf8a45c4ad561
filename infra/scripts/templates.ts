import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import type { Bicep } from './bicep.js';
import type { Environment } from './run.js';

/** Files of parameters, the first for the defaults, and beside each a snapshot of what the templates come to with it. */
export const SNAPSHOTS = ['main', 'private'];

/** A snapshot must not depend on who makes it. */
const SOMEWHERE = [
  ...['--subscription-id', '00000000-0000-0000-0000-000000000001'],
  ...['--tenant-id', '00000000-0000-0000-0000-000000000002'],
  ...['--location', 'koreacentral', '--deployment-name', 'check'],
];

/** What main.bicepparam needs of the environment. Whatever else it would read there must not be set. */
const ENVIRONMENT: Environment = {
  AZURE_ENV_NAME: 'check',
  AZURE_LOCATION: 'koreacentral',
  PUBLISHER_EMAIL: 'operators@example.com',
  AUTH_ISSUER: 'https://login.example.com',
  AUTH_AUDIENCE: 'hearty-breakfast',
  PAYMENT_PROVIDER_URL: 'https://payments.example.com',
};

const INFRA = resolve('infra');

/** @returns the files that `bicep format` would change */
export async function unformatted(bicep: Bicep): Promise<string[]> {
  const files = await glob(['**/*.bicep', '**/*.bicepparam'], { cwd: INFRA });
  const copy = await mkdtemp(join(tmpdir(), 'bicep-format-'));
  try {
    await cp(INFRA, copy, { recursive: true });
    const { code, stderr } = await bicep.run(['format', '--pattern', join(copy, '**/*.bicep*')]);
    if (code !== 0) throw new Error(stderr);
    const pairs = await Promise.all(
      files.map(async (file) => ({
        file,
        same: (await readFile(join(INFRA, file), 'utf8')) === (await readFile(join(copy, file), 'utf8')),
      })),
    );
    return pairs.filter(({ same }) => !same).map(({ file }) => file);
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** What the compiler says of the templates with some parameters. */
export interface Compiled {
  /** Every error and warning, its linter's too. */
  readonly complaints: readonly string[];
  /** How they differ from the snapshot; undefined where they do not. */
  readonly difference: string | undefined;
}

/** Compiles the templates with the parameters of a snapshot, and compares the outcome with it or writes it. */
export async function compile(bicep: Bicep, name: string, mode: 'overwrite' | 'validate'): Promise<Compiled> {
  const parameters = join(INFRA, `${name}.bicepparam`);
  const args = ['snapshot', parameters, '--mode', mode, ...SOMEWHERE];
  const read = variablesIn(await readFile(parameters, 'utf8'));
  const unset = Object.fromEntries(read.map((variable) => [variable, undefined]));
  const { code, stdout, stderr } = await bicep.run(args, { ...unset, ...ENVIRONMENT });
  return {
    complaints: stderr.split('\n').filter((line) => /: (Error|Warning|Info) /.test(line)),
    difference: code === 0 ? undefined : `${stdout}${stderr}`,
  };
}

function variablesIn(parameters: string): string[] {
  return [...parameters.matchAll(/readEnvironmentVariable\(\s*'(\w+)'/g)].map(([, variable = '']) => variable);
}
