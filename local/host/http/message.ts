/** A request as it came in, before anybody looked for a function. */
export interface HttpMessage {
  readonly method: string;
  /** Absolute, with the query as sent. */
  readonly url: string;
  /** Decoded, except for `%2F`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-cased names; values of repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body came without a Content-Length. */
  readonly chunked: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array | string | undefined;
}

/** An answer with nothing but a status. */
export function statusOnly(status: number): HttpAnswer {
  return { status, headers: [] };
}

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown): HttpAnswer {
  return { status, headers: [['content-type', 'application/json; charset=utf-8']], body: JSON.stringify(value) };
}
