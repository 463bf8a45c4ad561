import type { FunctionState } from './host/host.js';

/**
 * Azure's host leaves out a function that cannot be started; a developer should not have to find out later.
 *
 * @throws naming the functions in error, each with its reason
 */
export function requireAll(functions: readonly FunctionState[]): void {
  const failed = functions.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  if (failed.length > 0)
    throw new Error(`Not every function can be started: ${failed.join('; ').replaceAll('\n', ' ')}`);
}
