import { badRequest } from './cosmosError.js';

/** @throws CosmosError 400 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('The request payload is invalid. Ensure to provide a valid request payload.');
  }
}
