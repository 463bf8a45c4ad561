import type { Host } from './host/host.js';
import type { Services } from './services.js';

interface Inspected {
  readonly services: Services;
  readonly host: Host;
}

type View = (inspected: Inspected, rest: string) => unknown;

/** What `GET /_local/…` shows. Nothing here changes anything. */
const VIEWS: Readonly<Record<string, View>> = {
  '': () => ({ views: Object.keys(VIEWS).filter((name) => name !== '') }),
  functions: ({ host }) => host.functions,
  entities: ({ services }) => services.serviceBus.entities(),
  containers: ({ services }) => services.cosmos.containers(),
  orchestrations: ({ host }, id) => (id === '' ? [...(host.durable?.instances() ?? [])] : host.durable?.instance(id)),
  timers: ({ host }) => host.durable?.timers() ?? [],
};

/** @returns undefined where there is nothing to see */
export function inspect(inspected: Inspected, path: string): unknown {
  const [name = '', ...rest] = path.split('/').filter((segment) => segment !== '');
  return VIEWS[name]?.(inspected, rest.map(decodeURIComponent).join('/'));
}
