import type { Log, LogLevel } from '../../../local/log.js';

export interface RecordedLog extends Log {
  readonly lines: readonly { readonly level: LogLevel; readonly source: string; readonly text: string }[];
  /** Texts that were written at a level. */
  at(level: LogLevel): string[];
}

/** A log that a test can read. */
export function recordedLog(): RecordedLog {
  const lines: { level: LogLevel; source: string; text: string }[] = [];
  return {
    lines,
    at: (wanted) => lines.filter(({ level }) => level === wanted).map(({ text }) => text),
    write: (level, source, text) => void lines.push({ level, source, text }),
  };
}
