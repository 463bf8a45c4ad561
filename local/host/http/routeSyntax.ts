/** A `{…}` of a route template. */
export interface Parameter {
  readonly name: string;
  readonly catchAll: boolean;
  readonly optional: boolean;
  readonly defaultValue: string | undefined;
  /** As written: `int`, `range(1,5)`. */
  readonly constraints: readonly string[];
}

/** What stands between two slashes: literals and parameters. */
export type Segment = readonly (string | Parameter)[];

/** Splits at `:` outside parentheses. */
function splitConstraints(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ':' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

function parseParameter(text: string): Parameter {
  const catchAll = /^\*{1,2}/.exec(text)?.[0] ?? '';
  const [declared = '', ...constraints] = splitConstraints(text.slice(catchAll.length));
  const last = constraints.pop() ?? declared;
  const [, body = '', defaultValue, optional] = /^(.*?)(?:=([^)]*))?(\?)?$/.exec(last) ?? [];
  const name = constraints.length > 0 || last !== declared ? declared : body;
  if (!/^[^/{}*?=:]+$/.test(name)) throw new Error(`"{${text}}" is not a route parameter`);
  return {
    name,
    catchAll: catchAll !== '',
    optional: optional !== undefined,
    defaultValue,
    constraints: last === declared ? [] : [...constraints, body],
  };
}

/** The text of a parameter, from after its `{`, and where it ends. `{{` and `}}` stand for braces. */
function readParameter(template: string, start: number): { text: string; end: number } {
  let text = '';
  for (let at = start; at < template.length; at++) {
    const char = template.charAt(at);
    if ((char === '{' || char === '}') && template[at + 1] === char) at++;
    else if (char === '}') return { text, end: at };
    text += char;
  }
  throw new Error(`"${template}" has a { without its }`);
}

/**
 * Cuts a route template into segments.
 *
 * @throws Error where a brace has no partner or a parameter no name, or a name comes twice
 */
export function parseSegments(template: string): Segment[] {
  const segments: (string | Parameter)[][] = [[]];
  const names = new Set<string>();
  const text = template.replace(/^[~/]+|\/+$/g, '');
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const segment = segments[segments.length - 1] ?? [];
    if (char === '/') segments.push([]);
    else if (char === '{' && text[at + 1] !== '{') {
      const { text: inner, end } = readParameter(text, at + 1);
      const parameter = parseParameter(inner);
      if (names.has(parameter.name.toLowerCase())) throw new Error(`"${template}" has {${parameter.name}} twice`);
      names.add(parameter.name.toLowerCase());
      segment.push(parameter);
      at = end;
    } else {
      if ((char === '{' || char === '}') && text[at + 1] === char) at++;
      const last = segment[segment.length - 1];
      if (typeof last === 'string') segment[segment.length - 1] = last + char;
      else segment.push(char);
    }
  }
  return text === '' ? [] : segments;
}
