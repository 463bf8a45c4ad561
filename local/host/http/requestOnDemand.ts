/** What a request is made of. */
export interface RequestParts {
  readonly method: string;
  /** As `URL` spells it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/**
 * A `Request` for those who ask for no more than its URL, its headers and all bytes of its body. Node's own prepares a
 * stream and an abort signal, which takes longer than everything that the host does for a call; so it is made where
 * somebody needs it.
 */
export class RequestOnDemand {
  readonly #parts: RequestParts;
  #headers: Headers | undefined;
  #request: Request | undefined;
  #bytesTaken = false;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  get method(): string {
    return this.#parts.method;
  }

  get url(): string {
    return this.#parts.url;
  }

  get headers(): Headers {
    this.#headers ??= new Headers(this.#parts.headers);
    return this.#headers;
  }

  get body() {
    return this.#made().body;
  }

  get bodyUsed(): boolean {
    return this.#bytesTaken || (this.#request?.bodyUsed ?? false);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { body } = this.#parts;
    if (this.#request || this.#bytesTaken || !body) return this.#made().arrayBuffer();
    this.#bytesTaken = true;
    return new Uint8Array(body).buffer;
  }

  async blob() {
    return this.#made().blob();
  }

  async formData() {
    return this.#made().formData();
  }

  async json() {
    return this.#made().json();
  }

  async text() {
    return this.#made().text();
  }

  clone() {
    return this.#made().clone();
  }

  #made(): Request {
    if (this.#request) return this.#request;
    const { url, method, body } = this.#parts;
    this.#request = new Request(url, { method, headers: this.headers, ...(body && { body }) });
    // It refuses to give away twice what has been given away here.
    if (this.#bytesTaken) this.#request.arrayBuffer().catch(() => {});
    return this.#request;
  }
}
