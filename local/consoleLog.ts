import type { Clock } from './clock.js';
import type { Log, LogLevel } from './log.js';

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

const MARK: Record<LogLevel, string> = { debug: '', info: '', warn: 'WARN ', error: 'ERROR ' };

/** Lines for a person on standard error, so that standard output holds the results only. */
export function consoleLog(clock: Clock, lowest: LogLevel): Log {
  return {
    write(level, source, text) {
      if (RANK[level] < RANK[lowest]) return;
      const time = new Date(clock.now()).toISOString().slice(11, 23);
      process.stderr.write(`${time} ${MARK[level]}${source}: ${text}\n`);
    },
  };
}
