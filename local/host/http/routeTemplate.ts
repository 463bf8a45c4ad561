import { parseConstraint } from './constraints.js';
import { type Parameter, parseSegments, type Segment } from './routeSyntax.js';

/** A route such as `orders/{orderId:guid}`, ready to be compared with paths. */
export interface RouteTemplate {
  /** @param path decoded, with its leading slash @returns the parameters that are there, undefined where the path differs */
  match(path: string): Record<string, string> | undefined;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function hasDefault({ optional, defaultValue }: Parameter): boolean {
  return optional || defaultValue !== undefined;
}

/** One segment as a regular expression; each parameter is one group, in order. */
function segmentPattern(segment: Segment): string {
  const [first] = segment;
  if (segment.length === 1 && typeof first === 'object') {
    if (first.catchAll) return '(?:/(.*))?';
    return hasDefault(first) ? '(?:/([^/]+))?' : '/([^/]+)';
  }
  let pattern = '';
  segment.forEach((part, index) => {
    if (typeof part === 'object') {
      // In `{file}.{extension?}` the dot goes with the extension.
      if (part.optional) pattern = `${pattern.slice(0, -2)}(?:\\.([^/.]+))?`;
      else pattern += segment[index + 2] === undefined ? '([^/]+)' : '([^/]+?)';
    } else pattern += escaped(part);
  });
  return `/${pattern}`;
}

/**
 * Reads a route template in ASP.NET's syntax.
 *
 * @param template with its prefix, with or without slashes around it
 * @throws Error where the syntax is wrong or a constraint unknown
 */
export function parseRouteTemplate(template: string): RouteTemplate {
  const segments = parseSegments(template);
  const parameters = segments.flat().filter((part) => typeof part === 'object');
  const checks = parameters.map(({ constraints }) => constraints.map(parseConstraint));
  const regex = new RegExp(`^${segments.map(segmentPattern).join('')}/?$`, 'is');

  return {
    match(path) {
      const found = regex.exec(path);
      if (!found) return undefined;
      const values: Record<string, string> = {};
      for (const [index, parameter] of parameters.entries()) {
        const value = found[index + 1] || parameter.defaultValue;
        if (value === undefined) continue;
        if (!checks[index]?.every((fits) => fits(value))) return undefined;
        values[parameter.name] = value;
      }
      return values;
    },
  };
}
