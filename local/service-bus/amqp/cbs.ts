import rhea from 'rhea';
import type { Response } from './requestResponse.js';

/** Claims-based security: the SDK puts a token for every link that it opens. This broker trusts everyone on the machine. */
export async function putToken(): Promise<Response> {
  return { applicationProperties: { 'status-code': rhea.types.wrap_int(202), 'status-description': 'Accepted' } };
}
