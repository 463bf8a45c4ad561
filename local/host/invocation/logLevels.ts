import type { LogLevel } from '../../log.js';

/** In the order of their weight. `none` is nothing's level: it turns a category off. */
const LEVELS = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;

type FunctionsLevel = (typeof LEVELS)[number];

const WRITTEN_AS: Readonly<Record<FunctionsLevel, LogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  information: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error',
  none: 'debug',
};

function levelOf(name: string): FunctionsLevel {
  return LEVELS.find((level) => level === name.toLowerCase()) ?? 'information';
}

export interface LogLevels {
  /** How to write a line of the app's, undefined where `logging.logLevel` of host.json silences it. */
  writtenAs(level: string, category: string): LogLevel | undefined;
}

/** @param settings `logging.logLevel` of host.json: categories and `default`; the longest prefix counts */
export function createLogLevels(settings: Readonly<Record<string, string>>): LogLevels {
  const rules = Object.entries(settings)
    .map(([prefix, level]) => ({ prefix: prefix.toLowerCase() === 'default' ? '' : prefix, least: levelOf(level) }))
    .sort((a, b) => b.prefix.length - a.prefix.length);

  return {
    writtenAs(name, category) {
      const level = levelOf(name);
      const least = rules.find(({ prefix }) => category.startsWith(prefix))?.least ?? 'trace';
      return LEVELS.indexOf(level) < LEVELS.indexOf(least) ? undefined : WRITTEN_AS[level];
    },
  };
}
