/** Ends the program, as far as it came: one line on stderr says why, and the exit code is 1. */
export function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
