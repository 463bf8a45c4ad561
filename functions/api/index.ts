import { app } from '@azure/functions';
import { getDocs } from './getDocs.js';
import { getOpenApi } from './getOpenApi.js';
import { unknownRoute } from './unknownRoute.js';
import type { Viewer } from './viewer.js';

export interface ApiPorts {
  readonly viewer: () => Promise<Viewer>;
}

/** The doors that are about the API itself. */
export function registerApi({ viewer }: ApiPorts): void {
  app.http('getOpenApi', { route: 'openapi.json', methods: ['GET'], handler: getOpenApi() });
  app.http('getDocs', { route: 'docs', methods: ['GET'], handler: getDocs(viewer) });
  app.http('unknownRoute', {
    route: '{*path}',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    handler: unknownRoute(),
  });
}
