export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the local Azure says what it does. One call is one line for a person to read. */
export interface Log {
  write(level: LogLevel, source: string, text: string): void;
}

/** Swallows everything: for tests that do not look at the log. */
export const silentLog: Log = { write: () => {} };
