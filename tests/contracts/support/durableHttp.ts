import type { Hub } from './durableHub.js';

const json = { 'content-type': 'application/json' };

/** A call without the vendor's client, under the prefix that management URLs have. */
export async function callApi(hub: Hub, method: string, path: string, body?: string) {
  const url = `${hub.origin}/runtime/webhooks/durabletask${path}`;
  const response = await fetch(url, { method, ...(body !== undefined && { body, headers: json }) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
  };
}
