import { endpoint } from '../shared/http/endpoint.js';
import { docsPage, type Page } from './docsPage.js';
import type { Viewer } from './viewer.js';

/** GET /docs: the API's description, for a person. */
export const getDocs = (viewer: () => Promise<Viewer>) => {
  let page: Promise<Page> | undefined;
  return endpoint(async () => {
    page ??= viewer().then(docsPage);
    const { html, policy } = await page;
    return {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cache-control': 'public, max-age=3600',
      },
      body: html,
    };
  });
};
