import type { Clock } from './clock.js';
import type { Log, LogLevel } from './log.js';

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

const MARK: Record<LogLevel, string> = { debug: '', info: '', warn: 'WARN ', error: 'ERROR ' };

/**
 * Lines for a person on standard error, so that standard output holds the results only. Those of one turn of the event
 * loop are written together, trouble at once: Node waits for each write to a pipe, and a busy shop has hundreds of
 * lines a second.
 */
export function consoleLog(clock: Clock, lowest: LogLevel): Log {
  let lines = '';
  const flush = () => {
    if (lines !== '') process.stderr.write(lines);
    lines = '';
  };
  process.once('exit', flush);
  return {
    write(level, source, text) {
      if (RANK[level] < RANK[lowest]) return;
      if (lines === '') setImmediate(flush);
      const time = new Date(clock.now()).toISOString().slice(11, 23);
      lines += `${time} ${MARK[level]}${source}: ${text}\n`;
      if (RANK[level] >= RANK.warn) flush();
    },
  };
}
