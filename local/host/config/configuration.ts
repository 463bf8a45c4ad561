/** Settings as .NET reads them: keys ignore case, and `__` means the same as `:`. */
export interface Configuration {
  get(key: string): string | undefined;
}

function normal(key: string): string {
  return key.replaceAll('__', ':').toLowerCase();
}

/** @param settings later ones win over earlier ones that differ in case only */
export function readConfiguration(settings: Readonly<Record<string, string | undefined>>): Configuration {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(settings)) {
    if (value !== undefined) values.set(normal(key), value);
  }
  return { get: (key) => values.get(normal(key)) };
}
