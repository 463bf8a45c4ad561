import { endpoint } from '../shared/http/endpoint.js';
import { openApiDocument } from './document/openApiDocument.js';

/** GET /openapi.json */
export const getOpenApi = () => {
  const body = JSON.stringify(openApiDocument());
  return endpoint(async () => ({ headers: { 'content-type': 'application/json' }, body }));
};
