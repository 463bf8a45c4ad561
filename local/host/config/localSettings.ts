import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../../log.js';
import { NotSimulatedError } from '../../notSimulated.js';

/** The app's settings are wrong; the message names the file and the setting. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform(String), z.null()]);

/** What `func` reads of local.settings.json. Keys that are not known are left alone, as it does. */
const LocalSettings = z.object({
  // Missing means encrypted, as with `func`.
  IsEncrypted: z.boolean().default(true),
  Values: z.record(z.string(), scalar).default({}),
  ConnectionStrings: z
    .record(
      z.string(),
      z.union([z.string(), z.object({ ConnectionString: z.string() }).transform((c) => c.ConnectionString)]),
    )
    .default({}),
  Host: z
    .object({
      CORS: z.string().default(''),
      CORSCredentials: z.boolean().default(false),
    })
    .prefault({}),
});

export interface LocalSettings {
  /** To become environment variables. */
  readonly values: Readonly<Record<string, string>>;
  /** Under the keys of configuration: `ConnectionStrings:<name>`. */
  readonly connectionStrings: Readonly<Record<string, string>>;
  readonly cors: { readonly origins: readonly string[]; readonly credentials: boolean };
}

const NONE: LocalSettings = { values: {}, connectionStrings: {}, cors: { origins: [], credentials: false } };

function withoutKeyVault(values: Readonly<Record<string, string | null>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null) continue;
    if (value.startsWith('@Microsoft.KeyVault(')) throw new NotSimulatedError(`Key Vault references (setting ${name})`);
    given[name] = value;
  }
  return given;
}

/**
 * Reads local.settings.json of an app. A missing file means no settings, one that is no JSON a warning, as with `func`.
 *
 * @throws SettingsError where the file is encrypted or has the wrong shape
 */
export async function readLocalSettings(folder: string, log: Log): Promise<LocalSettings> {
  const file = join(folder, 'local.settings.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return NONE;

  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    log.write('warn', 'host', `${file} is not JSON: none of its settings is used.`);
    return NONE;
  }
  const parsed = LocalSettings.safeParse(json);
  if (!parsed.success) throw new SettingsError(`${file}: ${z.prettifyError(parsed.error)}`);
  const { IsEncrypted, Values, ConnectionStrings, Host } = parsed.data;
  if (IsEncrypted) throw new SettingsError(`${file} is encrypted: set "IsEncrypted": false (missing means true).`);
  return {
    values: withoutKeyVault(Values),
    connectionStrings: Object.fromEntries(
      Object.entries(ConnectionStrings).map(([name, value]) => [`ConnectionStrings:${name}`, value]),
    ),
    cors: {
      origins: Host.CORS.split(',')
        .map((origin) => origin.trim())
        .filter((origin) => origin !== ''),
      credentials: Host.CORSCredentials,
    },
  };
}
