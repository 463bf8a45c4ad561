import type { Inspection } from '../host/http/inspectionDoor.js';
import type { GroupProcess } from './groupProcess.js';
import type { GroupStarted } from './questions.js';

/** What the groups show, as if they were one: lists are joined, of anything else there is only one. */
export function inspectGroups(groups: ReadonlyMap<GroupProcess, GroupStarted>): Inspection {
  return async (path, query) => {
    if (path === 'processes') {
      return [...groups].map(([{ group, pid }, { functions }]) => ({
        group,
        pid,
        functions: functions.map(({ name }) => name),
      }));
    }
    const question = { type: 'inspect', path, query: query.toString() } as const;
    const answers = await Promise.all([...groups.keys()].map((group) => group.ask(question)));
    const shown = answers.filter((answer) => answer !== undefined && answer !== null);
    return shown.every(Array.isArray) && shown.length > 0 ? shown.flat() : shown[0];
  };
}
