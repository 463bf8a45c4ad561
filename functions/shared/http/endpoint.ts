import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';
import { type Answer, responseOf } from './answer.js';
import { preferredLanguage } from './language.js';
import { Problem, problemAnswer } from './problem.js';

export type Endpoint = (request: HttpRequest, context: InvocationContext) => Promise<Answer>;

/** What every HTTP function does around its own work: problems become problem+json, faults are logged and kept in. */
export function endpoint(work: Endpoint): HttpHandler {
  return async (request, context) => {
    try {
      return responseOf(await work(request, context));
    } catch (error) {
      if (!(error instanceof Problem)) context.error(`${request.method} ${request.url} failed:`, error);
      const problem = error instanceof Problem ? error : new Problem('internal');
      return responseOf(problemAnswer(problem, preferredLanguage(request.headers.get('accept-language'))));
    }
  };
}
