import type { Token } from './lexer.js';
import { SqlError } from './sqlError.js';

const END: Token = { kind: 'end', text: 'end of query', start: 0, end: 0 };

/** The tokens of a query, read one by one. Keywords are names, in any case. */
export class Tokens {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token {
    return this.tokens[this.#next + ahead] ?? this.tokens.at(-1) ?? END;
  }

  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  isKeyword(word: string, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'name' && text.toUpperCase() === word;
  }

  isSymbol(symbol: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'symbol' && text === symbol;
  }

  /** Takes the keyword if it comes next. */
  keyword(word: string): boolean {
    if (!this.isKeyword(word)) return false;
    this.#next++;
    return true;
  }

  /** Takes the symbol if it comes next. */
  symbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#next++;
    return true;
  }

  expectKeyword(word: string): void {
    if (!this.keyword(word)) throw this.error();
  }

  expectSymbol(symbol: string): void {
    if (!this.symbol(symbol)) throw this.error();
  }

  expect(kind: Token['kind']): string {
    const token = this.take();
    if (token.kind !== kind) throw this.error(token);
    return token.text;
  }

  error({ text, start, end } = this.peek()): SqlError {
    return new SqlError(`Syntax error, incorrect syntax near '${text}'.`, start, end);
  }
}
