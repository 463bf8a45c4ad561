import { access, chmod } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Environment, type Finished, run } from './run.js';

/** The real Bicep compiler. */
export interface Bicep {
  /** As it calls itself. */
  readonly version: string;
  run(args: readonly string[], environment?: Environment): Promise<Finished>;
}

/** Where none can be had: every way that was tried, and why it failed. */
export interface NoBicep {
  readonly reason: string;
}

type Attempt = { readonly program: string } | { readonly failure: string };

/** Kept out of the repository: the executable has 120 MB. */
const CACHE = resolve('.cache/bicep');
const PROJECT = resolve('infra/compiler/compiler.csproj');
const PACKAGE = 'azure.bicep.commandline';
/** As in compiler.csproj. */
const VERSION = '0.49.2';

const ENVIRONMENT = {
  // The compiler needs no language data, and not every machine has it.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  // It runs too shortly for what is learnt from its profile to pay: a quarter of the processor time.
  DOTNET_TieredPGO: '0',
};

/** Names of .NET's platforms for Node's. */
const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/**
 * Finds the compiler: on the PATH, where the Azure CLI keeps its own, or by the .NET SDK from NuGet. The pinned version is
 * preferred, because another one may format or warn differently.
 */
export async function findBicep(): Promise<Bicep | NoBicep> {
  const failures: string[] = [];
  let other: Bicep | undefined;
  for (const look of [onPath, ofAzureCli, fromNuGet]) {
    const attempt = await look();
    if ('failure' in attempt) {
      failures.push(attempt.failure);
      continue;
    }
    const bicep = await compiler(attempt.program);
    if (bicep.version.includes(` ${VERSION} `)) return bicep;
    other ??= bicep;
  }
  return other ?? { reason: `No Bicep compiler: ${failures.join('; ')}.` };
}

async function compiler(program: string): Promise<Bicep> {
  const { stdout } = await run(program, ['--version'], ENVIRONMENT);
  return {
    version: stdout.trim(),
    run: (args, environment = {}) => run(program, args, { ...ENVIRONMENT, ...environment }),
  };
}

function onPath(): Promise<Attempt> {
  return run('bicep', ['--version'], ENVIRONMENT).then(
    () => ({ program: 'bicep' }),
    () => ({ failure: 'there is no bicep on the PATH' }),
  );
}

async function ofAzureCli(): Promise<Attempt> {
  const program = join(homedir(), '.azure', 'bin', process.platform === 'win32' ? 'bicep.exe' : 'bicep');
  return (await exists(program)) ? { program } : { failure: 'the Azure CLI has installed none' };
}

async function fromNuGet(): Promise<Attempt> {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const executable = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  const program = join(CACHE, 'packages', `${PACKAGE}.${platform}`, VERSION, 'tools', executable);
  if (!(await exists(program))) {
    const failure = await restore(platform);
    if (failure !== undefined) return { failure };
  }
  await chmod(program, 0o755);
  return { program };
}

/** @returns why it failed */
async function restore(platform: string): Promise<string | undefined> {
  const properties = {
    BicepPlatform: platform,
    RestorePackagesPath: join(CACHE, 'packages'),
    MSBuildProjectExtensionsPath: `${join(CACHE, 'obj')}/`,
  };
  const settings = Object.entries(properties).map(([name, value]) => `-p:${name}=${value}`);
  try {
    const { code, stdout } = await run('dotnet', ['restore', PROJECT, '--disable-build-servers', ...settings]);
    const said = stdout.split('\n').find((line) => line.includes('error'));
    return code === 0 ? undefined : `dotnet restore failed (${(said ?? 'no reason given').trim()})`;
  } catch {
    return 'there is no dotnet to restore it with';
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
