import type { Host } from '../host/host.js';
import type { Inspection } from '../host/http/inspectionDoor.js';
import { limited, wantedStatuses } from './filters.js';

function orchestrations({ durable }: Host, query: URLSearchParams): unknown {
  const wanted = wantedStatuses(query);
  const found = [...(durable?.instances() ?? [])].filter(({ runtimeStatus }) => wanted(runtimeStatus));
  return limited(
    found.sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1)),
    query,
  );
}

/** What a host shows of the app that it runs. */
export function inspectHost(host: Host): Inspection {
  return (path, query) => {
    const [view, ...rest] = path.split('/');
    const name = rest.join('/');
    if (view === 'orchestrations') return name ? host.durable?.instance(name) : orchestrations(host, query);
    if (name) return undefined;
    switch (view) {
      case 'processes':
        return [{ group: 'all', pid: process.pid, functions: host.functions.map((known) => known.name) }];
      case 'functions':
        return host.functions;
      case 'schedules':
        return host.schedules();
      case 'timers':
        return limited(host.durable?.timers() ?? [], query);
      default:
        return undefined;
    }
  };
}
