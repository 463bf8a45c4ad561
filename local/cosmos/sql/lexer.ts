import { SqlError, SqlNotSimulatedError } from './sqlError.js';

export interface Token {
  readonly kind: 'name' | 'parameter' | 'number' | 'string' | 'symbol' | 'end';
  /** As written; for a string its value. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PATTERN =
  /\s+|--[^\n]*|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<parameter>@[\p{L}_][\p{L}\p{N}_]*)|(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<symbol><=|>=|!=|<>|\|\||\?\?|[-+*/%=<>()[\]{},.:?~&|^])/iuy;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const NOT_SIMULATED = new Set(['||', '??', '?', '~', '&', '|', '^']);

function stringValue(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (_, hex: string | undefined, character: string) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[character] ?? character),
    );
}

/** @throws SqlError, SqlNotSimulatedError */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < query.length) {
    const start = PATTERN.lastIndex;
    const match = PATTERN.exec(query);
    if (!match) throw new SqlError(`Syntax error, invalid token '${query[start]}'.`, start, start + 1);
    const end = PATTERN.lastIndex;
    for (const kind of ['name', 'parameter', 'number', 'string', 'symbol'] as const) {
      const text = match.groups?.[kind];
      if (text === undefined) continue;
      if (kind === 'symbol' && NOT_SIMULATED.has(text)) throw new SqlNotSimulatedError(`operator ${text}`);
      tokens.push({ kind, text: kind === 'string' ? stringValue(text) : text, start, end });
    }
  }
  tokens.push({ kind: 'end', text: 'end of query', start: query.length, end: query.length });
  return tokens;
}
