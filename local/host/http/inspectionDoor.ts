import type { Door } from './frontDoor.js';
import { jsonAnswer, statusOnly } from './message.js';

/** @returns what a path below `/_local/` shows, undefined where it shows nothing */
export type Inspection = (path: string, query: URLSearchParams) => unknown;

/** Read-only views of the local Azure, under `/_local/`. The first that knows a path shows it. */
export function createInspectionDoor(inspections: readonly Inspection[]): Door {
  return async ({ method, query }, path) => {
    if (method !== 'GET') return statusOnly(405);
    for (const inspect of inspections) {
      const shown = await inspect(path, query);
      if (shown !== undefined) return jsonAnswer(200, shown);
    }
    return undefined;
  };
}
