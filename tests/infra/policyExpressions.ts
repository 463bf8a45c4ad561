const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** What a number or text stands in for while an expression is compiled. */
const NAMED_VALUES: Readonly<Record<string, string>> = { 'unavailable-retry-seconds': '5', problems: 'e30=' };

/** The C# expressions of a policy: `@( … )` as they stand, `@{ … }` with their braces. */
export function policyExpressions(xml: string): string[] {
  const text = xml
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, name: string) => NAMED_VALUES[name] ?? name)
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  return [...text.matchAll(/@[({]/g)].map(({ index }) => text.slice(index + 1, endOf(text, index + 1)));
}

/** Where what opens at `start` is closed, but for brackets inside of strings. */
function endOf(text: string, start: number): number {
  const open = text[start] ?? '';
  let depth = 0;
  let quoted = false;
  for (let position = start; position < text.length; position++) {
    const character = text[position];
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === open) depth++;
    if (character === CLOSING[open] && --depth === 0) return position + 1;
  }
  throw new Error(`never closed: ${text.slice(start, start + 60)}`);
}

/** A C# file with a method for each expression, named after the file that it is from. */
export function expressionsAsMethods(policies: Readonly<Record<string, string>>): string {
  const methods = Object.entries(policies).flatMap(([name, xml]) =>
    policyExpressions(xml).map((expression, index) => {
      const body = expression.startsWith('{') ? expression : `{ return ${expression}; }`;
      return `  static object ${name}_${index}(IContext context) ${body}`;
    }),
  );
  return `using System;\nusing System.Text;\n\npublic static class Expressions\n{\n${methods.join('\n')}\n}\n`;
}
