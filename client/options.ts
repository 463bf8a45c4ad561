/** How a client reaches the API. */
export interface ClientOptions {
  /** Of the function app, such as `http://127.0.0.1:7071`. */
  readonly url: string;
  /** A bearer token, or what fetches one before each call. */
  readonly token?: string | (() => string | Promise<string>);
  /** Of the sentences in errors; English by default. */
  readonly language?: 'ko' | 'en';
  /** How long a call may go on being tried, in ms. 0: a single try. */
  readonly patienceMs?: number;
  readonly surroundings?: Partial<Surroundings>;
}

/** What a client needs of the world around it; tests bring their own. */
export interface Surroundings {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Rejects at once where the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** In ms, from any beginning. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly newKey: () => string;
}

/** What every call takes. */
export interface CallOptions {
  /** Instead of the client's own patience. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

/** For calls whose answer may wait. */
export interface WaitOptions extends CallOptions {
  /** Seconds, at most 30, to wait for the order to settle. */
  readonly wait?: number;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const wake = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', wake);
      resolve();
    }, ms);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

export const REAL_SURROUNDINGS: Surroundings = {
  fetch: (request) => fetch(request),
  sleep,
  now: () => performance.now(),
  random: Math.random,
  newKey: () => crypto.randomUUID(),
};
