import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The file of a program that `npm run build` has made, from wherever this one runs. */
export function builtProgram(name: 'start' | 'startServices' | 'group' | 'readStore'): string {
  return resolve(`#dist/bundle/${name}.js`);
}
