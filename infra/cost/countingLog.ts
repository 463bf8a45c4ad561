import type { Log } from '../../local/log.js';

/** Executions of a function, and how long they took together. */
export interface Executions {
  readonly count: number;
  readonly milliseconds: number;
}

/** Counts what the functions did from the host's line about each call. */
export class CountingLog implements Log {
  readonly #byFunction = new Map<string, Executions>();

  write(_level: string, source: string, text: string): void {
    const [, name, milliseconds] = source === 'functions' ? (/^(\w+) \w+ (\d+)ms/.exec(text) ?? []) : [];
    if (name === undefined) return;
    const { count, milliseconds: before } = this.of(name);
    this.#byFunction.set(name, { count: count + 1, milliseconds: before + Number(milliseconds) });
  }

  of(name: string): Executions {
    return this.#byFunction.get(name) ?? { count: 0, milliseconds: 0 };
  }
}
