import type { Log } from '../../log.js';

export interface SettingSources {
  /** Of local.settings.json: a variable that is set already wins over them. */
  readonly file: Readonly<Record<string, string>>;
  /** Of the local Azure: they win over everything, so that a stand-in is never missed for a real service. */
  readonly supplied: Readonly<Record<string, string>>;
}

/**
 * Gives this process the environment that the app expects of its worker: settings as variables, the app's folder as
 * the current one.
 *
 * @returns what puts the old environment back
 */
export function enterEnvironment(folder: string, { file, supplied }: SettingSources, log: Log): () => void {
  const before = { ...process.env };
  const currentFolder = process.cwd();
  for (const [name, value] of Object.entries(file)) {
    // An empty variable counts as not set.
    if (!process.env[name]) process.env[name] = value;
    else if (process.env[name] !== value && !(name in supplied)) {
      log.write('warn', 'host', `${name} of local.settings.json is skipped: the environment has it already.`);
    }
  }
  for (const [name, value] of Object.entries(supplied)) {
    if (before[name] && before[name] !== value) {
      log.write('warn', 'host', `${name} of the environment is not used: the local Azure has its own.`);
    }
  }
  Object.assign(process.env, supplied, {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    FUNCTIONS_CORETOOLS_ENVIRONMENT: 'true',
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsScriptRoot: folder,
  });
  process.chdir(folder);

  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    process.chdir(currentFolder);
  };
}
