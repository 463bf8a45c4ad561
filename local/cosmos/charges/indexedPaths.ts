import type { IndexingPolicy } from '../model/containerDefinition.js';

type IsIndexed = (path: string) => boolean;

const compiled = new WeakMap<IndexingPolicy, IsIndexed>();

/** Tells whether a policy indexes the values at a path such as `/lines/[]/menuId`. */
export function indexedPaths(policy: IndexingPolicy): IsIndexed {
  let isIndexed = compiled.get(policy);
  if (!isIndexed) {
    isIndexed = compile(policy);
    compiled.set(policy, isIndexed);
  }
  return isIndexed;
}

function compile({ indexingMode, includedPaths, excludedPaths }: IndexingPolicy): IsIndexed {
  if (indexingMode === 'none') return () => false;
  const known = new Map<string, boolean>();
  return (path) => {
    let indexed = known.get(path);
    if (indexed === undefined) {
      indexed = longestMatch(path, includedPaths) > longestMatch(path, excludedPaths);
      known.set(path, indexed);
    }
    return indexed;
  };
}

/** The more of the path a rule spells out, the more it weighs; -1 where none matches. */
function longestMatch(path: string, rules: readonly { readonly path: string }[]): number {
  let longest = -1;
  for (const rule of rules) {
    const spelled = rule.path.replaceAll('"', '').slice(0, -2);
    const matches = rule.path.endsWith('/*') ? path === spelled || path.startsWith(`${spelled}/`) : path === spelled;
    if (matches) longest = Math.max(longest, spelled.length);
  }
  return longest;
}
