import azureFunctions from '@azure/functions';

// Node finds this export of the library by no name of its own.
const { HttpResponse } = azureFunctions;
type HttpResponse = InstanceType<typeof HttpResponse>;

/** What an endpoint answers: nothing, a value as JSON, or text that names its own content-type. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly jsonBody?: unknown;
  readonly body?: string;
}

const encoder = new TextEncoder();

/**
 * The library puts every body into a stream, to read it to its end again at once: that took longer than most endpoints'
 * own work. This one hands over its bytes where the library asks for them. (With HTTP streaming, which this app does not
 * use, it would ask for a stream.)
 */
class TextResponse extends HttpResponse {
  override readonly arrayBuffer: () => Promise<ArrayBuffer>;

  constructor(text: string, status: number, headers: Record<string, string>) {
    super({ status, headers });
    this.arrayBuffer = () => Promise.resolve(encoder.encode(text).buffer);
  }
}

/** An answer as the platform takes it. */
export function responseOf({ status = 200, headers = {}, jsonBody, body }: Answer): HttpResponse {
  if (jsonBody !== undefined) {
    return new TextResponse(JSON.stringify(jsonBody), status, { 'content-type': 'application/json', ...headers });
  }
  return body === undefined ? new HttpResponse({ status, headers }) : new TextResponse(body, status, headers);
}
