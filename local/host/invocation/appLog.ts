import type { Log } from '../../log.js';
import type { CoreLog } from '../app/functionsCore.js';
import type { LogLevels } from './logLevels.js';

/** Where `context.log` and the library's own remarks go. */
export function createAppLog(log: Log, levels: LogLevels): CoreLog {
  return (level, category, text, functionName) => {
    const written = levels.writtenAs(level, functionName ? `Function.${functionName}.User` : 'Host');
    if (written === undefined) return;
    // Remarks of the library are news only where something is wrong.
    const shown = category === 'user' || written === 'warn' || written === 'error' ? written : 'debug';
    log.write(shown, category === 'user' ? 'app' : 'host', functionName ? `${functionName}: ${text}` : text);
  };
}
