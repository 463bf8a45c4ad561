import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';

/**
 * Answers what no other function does, be it for the path or for the method: the platform by itself would answer 404
 * without a word. It tries functions in the order of their names and takes the first whose route fits, so this name has
 * to come after those of all other HTTP functions.
 */
export const unknownRoute = () =>
  endpoint(async () => {
    throw new Problem('not-found');
  });
