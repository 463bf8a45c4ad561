/** A call of the management API. */
export interface DurableRequest {
  readonly method: string;
  /** What follows the prefix, e.g. `/instances/x/raiseEvent/E`, as it stands in the URL. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The whole URL. */
  readonly url: string;
}

/** The variable parts of a path, decoded. */
export type PathParams = readonly (string | undefined)[];

export interface DurableResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): DurableResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function empty(status: number): DurableResponse {
  return { status, headers: {}, body: '' };
}

/** How the extension words a request that it refuses. */
export function refused(status: number, message: string): DurableResponse {
  return json(status, { Message: message });
}

export function noInstance(instanceId: string): DurableResponse {
  return refused(404, `No instance with ID '${instanceId}' found.`);
}

/** How the extension words what went wrong on its side. */
export function failed(message: string): DurableResponse {
  return json(500, {
    Message: 'Something went wrong while processing your request',
    ExceptionMessage: message,
    ExceptionType: 'System.InvalidOperationException',
    StackTrace: null,
  });
}
