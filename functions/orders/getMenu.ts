import { endpoint } from '../shared/http/endpoint.js';
import { MENU } from './domain/menu.js';

/** GET /menu */
export const getMenu = () => endpoint(() => Promise.resolve({ jsonBody: { items: MENU } }));
