import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import type { Bicep } from './bicep.js';

/** Parameters whose outcome is kept as a snapshot. */
export const SNAPSHOTS = ['default', 'private'];

/** A snapshot must not depend on who makes it. */
const SOMEWHERE = [
  ...['--subscription-id', '00000000-0000-0000-0000-000000000001'],
  ...['--tenant-id', '00000000-0000-0000-0000-000000000002'],
  ...['--location', 'koreacentral', '--deployment-name', 'check'],
];

/** What main.bicepparam reads. */
const ENVIRONMENT = {
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

/** @returns every error and warning of the compiler and its linter */
export async function complaints(bicep: Bicep): Promise<string[]> {
  // What the parameters are for, and every module of that, is compiled with them.
  const { code, stderr } = await bicep.run(['build-params', join(INFRA, 'main.bicepparam'), '--stdout'], ENVIRONMENT);
  const lines = stderr.split('\n').filter((line) => /: (Error|Warning|Info) /.test(line));
  return code === 0 || lines.length > 0 ? lines : [stderr];
}

/**
 * Compares a snapshot with what the templates come to, or writes it.
 *
 * @returns what differs; undefined where nothing does
 */
export async function snapshot(
  bicep: Bicep,
  name: string,
  mode: 'overwrite' | 'validate',
): Promise<string | undefined> {
  const parameters = join(INFRA, 'snapshots', `${name}.bicepparam`);
  const { code, stdout, stderr } = await bicep.run(['snapshot', parameters, '--mode', mode, ...SOMEWHERE]);
  return code === 0 ? undefined : `${stdout}${stderr}`;
}
