import type { FieldError } from './problem.js';

/** Deeper than anything that the API takes. */
const DEEPEST = 16;

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const WHOLE_NUMBER = /^(?!-0$)-?\d+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** An object or array that is being read: where it stands, and what it holds so far. */
interface Level {
  readonly keys: Set<string> | undefined;
  at: string;
  index: number;
}

/** What a string's token says. */
function textOf(token: string): string {
  return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
}

function flawOfString(text: string): string | undefined {
  return LONE_SURROGATE.test(text) ? 'must be well-formed Unicode' : undefined;
}

function flawOfKey(key: string, known: ReadonlySet<string>): string | undefined {
  return known.has(key) ? 'may come once' : flawOfString(key);
}

function flawOfValue(token: string): string | undefined {
  if (token.startsWith('"')) return flawOfString(textOf(token));
  return /^[-\d]/.test(token) && !WHOLE_NUMBER.test(token) ? 'must be a whole number, in digits' : undefined;
}

/**
 * What good JSON can hold that no honest client of this API sends, and that `JSON.parse` would pass over: fields that
 * come twice, numbers with fraction, exponent or a negative zero (all numbers here are counts), halves of characters,
 * and endless nesting.
 *
 * @param json text that `JSON.parse` takes
 */
export function jsonFlaws(json: string): FieldError[] {
  const flaws: FieldError[] = [];
  const levels: Level[] = [];
  let isKey = false;

  const path = () => levels.map(({ at }) => at).join('.');
  const note = (message: string | undefined) => {
    if (message !== undefined) flaws.push({ path: path(), message });
  };
  const step = (level: Level | undefined) => {
    isKey = level?.keys !== undefined;
    if (level && !level.keys) level.at = String(level.index++);
  };

  for (const [token] of json.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      if (levels.length === DEEPEST) return [...flaws, { path: path(), message: 'is nested too deeply' }];
      levels.push({ keys: token === '{' ? new Set() : undefined, at: '', index: 0 });
      step(levels.at(-1));
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',') {
      step(level);
    } else if (token === ':') {
      isKey = false;
    } else if (isKey && level?.keys) {
      level.at = textOf(token);
      note(flawOfKey(level.at, level.keys));
      level.keys.add(level.at);
    } else {
      note(flawOfValue(token));
    }
  }
  return flaws;
}
