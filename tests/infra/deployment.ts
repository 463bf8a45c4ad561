import { readFile } from 'node:fs/promises';

/** A resource as a deployment would make it; what only Azure knows stays an expression. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What the templates come to, as last taken by the compiler; tests/infra/templates.test.ts sees that it is up to date. */
export interface Deployment {
  readonly text: string;
  /** Resources of a type, by the last part of their names. */
  of(type: string): ReadonlyMap<string, Resource>;
}

export async function readDeployment(snapshot: 'main' | 'private'): Promise<Deployment> {
  const text = await readFile(`infra/${snapshot}.snapshot.json`, 'utf8');
  const { predictedResources } = JSON.parse(text) as { predictedResources: Resource[] };
  return {
    text,
    of: (type) => {
      const found = predictedResources.filter((resource) => resource.type === type);
      return new Map(found.map((resource) => [resource.name.split('/').at(-1) ?? '', resource]));
    },
  };
}

/** What the groups of a pattern catch, wherever it matches. */
export function caught(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups.filter((group) => group !== undefined));
}
