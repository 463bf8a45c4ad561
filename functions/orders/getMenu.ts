import { endpoint } from '../shared/http/endpoint.js';
import { MENU } from './domain/menu.js';
import { MenuResource } from './http/menuResource.js';

/** GET /menu */
export const getMenu = () => endpoint(() => Promise.resolve({ jsonBody: MenuResource.parse({ items: MENU }) }));
