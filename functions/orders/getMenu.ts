import { endpoint } from '../shared/http/endpoint.js';
import { refuseQuery } from '../shared/http/query.js';
import { MENU } from './domain/menu.js';
import { MenuResource } from './http/menuResource.js';

/** GET /menu */
export const getMenu = () =>
  endpoint(async (request) => {
    refuseQuery(request);
    return { jsonBody: MenuResource.parse({ items: MENU }) };
  });
