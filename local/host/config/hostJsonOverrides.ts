const PREFIX = /^AzureFunctionsJobHost(?:__|:)/i;

type Branch = Record<string, unknown>;

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null;
}

/** The key that is there already in another case, else the key as given. */
function spelledAs(branch: Branch, key: string): string {
  return Object.keys(branch).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key;
}

function set(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  path.forEach((step, depth) => {
    const key = spelledAs(branch, step);
    if (depth === path.length - 1) {
      branch[key] = value;
      return;
    }
    const next = branch[key];
    // `functions__0` makes a list, `logging__logLevel` an object.
    const child = isBranch(next) ? next : /^\d+$/.test(path[depth + 1] ?? '') ? ([] as unknown as Branch) : {};
    branch[key] = child;
    branch = child;
  });
}

/** Puts settings such as `AzureFunctionsJobHost__extensions__http__routePrefix` in their places of host.json. */
export function overrideHostJson(json: unknown, environment: Readonly<Record<string, string | undefined>>): unknown {
  if (!isBranch(json)) return json;
  const root = structuredClone(json);
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && PREFIX.test(name)) set(root, name.replace(PREFIX, '').split(/__|:/), value);
  }
  return root;
}
