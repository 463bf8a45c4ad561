import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../infra/scripts/run.js';

/** The C# compiler of the .NET SDK. */
export interface CSharp {
  /** @returns the errors in a library of these files */
  errorsIn(files: readonly string[], outputFolder: string): Promise<string[]>;
}

/** Undefined where there is no SDK. It goes without MSBuild, which takes four times as long as the compiler itself. */
export async function findCSharp(): Promise<CSharp | undefined> {
  const sdk = await newest('--list-sdks');
  const runtime = await newest('--list-runtimes', 'Microsoft.NETCore.App ');
  if (sdk === undefined || runtime === undefined) return undefined;
  const assemblies = (await readdir(runtime)).filter((name) => /^(System|mscorlib|netstandard)\b.*\.dll$/.test(name));
  const references = assemblies.map((name) => `-reference:${join(runtime, name)}`);
  return {
    async errorsIn(files, outputFolder) {
      const output = join(outputFolder, 'library.dll');
      // What API Management speaks.
      const options = ['-nologo', '-target:library', '-langversion:7.3', '-nostdlib', `-out:${output}`, ...references];
      const compiler = join(sdk, 'Roslyn', 'bincore', 'csc.dll');
      const { code, stdout } = await run('dotnet', ['exec', compiler, ...options, ...files]);
      const errors = stdout.split('\n').filter((line) => /\berror CS\d+: /.test(line));
      return code === 0 || errors.length > 0 ? errors : [stdout];
    },
  };
}

/** The folder of the last that `dotnet` lists, e.g. of `10.0.401 [/usr/share/dotnet/sdk]`. */
async function newest(list: string, prefix = ''): Promise<string | undefined> {
  const { stdout } = await run('dotnet', [list]).catch(() => ({ stdout: '' }));
  const last = stdout
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => /^(\S+) \[(.+)\]$/.exec(line.slice(prefix.length).trim()))
    .findLast((match) => match !== null);
  return last?.[1] !== undefined && last[2] !== undefined ? join(last[2], last[1]) : undefined;
}
