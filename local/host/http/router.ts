import type { Log } from '../../log.js';
import { parseSegments } from './routeSyntax.js';
import { parseRouteTemplate, type RouteTemplate } from './routeTemplate.js';

/** A function that answers HTTP. */
export interface Route<Target> {
  readonly name: string;
  /** As declared, without the prefix. */
  readonly route: string;
  readonly methods: readonly string[];
  readonly target: Target;
}

export interface Router<Target> {
  /** @throws Error where the route cannot be, or is taken already */
  add(route: Route<Target>): void;
  /** The first function, in the order of their names, whose route and methods fit. */
  find(method: string, path: string): { target: Target; params: Record<string, string> } | undefined;
}

interface Entry<Target> extends Route<Target> {
  readonly template: RouteTemplate;
}

function shareMethods(a: Route<unknown>, b: Route<unknown>): boolean {
  return a.methods.some((method) => b.methods.includes(method));
}

function trimmed(route: string): string {
  return route.replace(/^\/+|\/+$/g, '').toLowerCase();
}

/** A path that the route is meant for, with values that fit a parameter without constraints and hardly any with. */
function samplePath(template: string): string {
  const segments = parseSegments(template).map((segment) =>
    segment.map((part) => (typeof part === 'string' ? part : '~')).join(''),
  );
  return `/${segments.join('/')}`;
}

/**
 * Routes as the Functions host does: functions in the order of their names, the first that fits wins, whatever is more
 * specific. A method that no route takes is no match, so there is never a 405.
 *
 * @param prefix `extensions.http.routePrefix`
 */
export function createRouter<Target>(prefix: string, log: Log): Router<Target> {
  const entries: Entry<Target>[] = [];
  const full = (route: string) => `${prefix}/${route.replace(/^\/+/, '')}`;

  function refuseConflicts(added: Route<Target>): void {
    // Azure refuses whatever begins with these letters, before it puts the prefix in front.
    if (/^(admin|runtime)/i.test(trimmed(added.route))) throw new Error(`the route ${added.route} is reserved`);
    const rival = entries.find((other) => trimmed(other.route) === trimmed(added.route) && shareMethods(other, added));
    if (rival) throw new Error(`the route ${added.route} is taken by ${rival.name}`);
  }

  /** Azure lets the first name win where a person would expect the more specific route to. */
  function warnOfShadows(added: Route<Target>): void {
    const path = samplePath(full(added.route));
    const rival = entries.find((other) => shareMethods(other, added) && other.template.match(path));
    if (!rival) return;
    const shadow = `${rival.name} (${rival.route}) answers what is meant for ${added.name} (${added.route})`;
    log.write('warn', 'host', `${shadow}: routes are tried in the order of function names.`);
  }

  return {
    add(route) {
      refuseConflicts(route);
      const template = parseRouteTemplate(full(route.route));
      warnOfShadows(route);
      entries.push({ ...route, template });
    },
    find(method, path) {
      for (const { methods, template, target } of entries) {
        if (!methods.includes(method)) continue;
        const params = template.match(path);
        if (params) return { target, params };
      }
      return undefined;
    },
  };
}
