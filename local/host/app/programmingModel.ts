import type { FunctionCallback, FunctionMetadata } from './functionsCore.js';

/** A value on its way between host and worker, in the encodings of the worker protocol. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly int?: number | string;
  readonly double?: number;
  readonly http?: HttpData;
  readonly collectionString?: { readonly string: readonly string[] };
  readonly collectionBytes?: { readonly bytes: readonly Uint8Array[] };
}

/** An HTTP request (`url`, `headers`, `query`, `params`, `body`) or response (`statusCode`, `headers`, `cookies`, `body`). */
export interface HttpData {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly nullableHeaders?: Readonly<Record<string, { readonly value: string }>>;
  readonly nullableQuery?: Readonly<Record<string, { readonly value: string }>>;
  readonly nullableParams?: Readonly<Record<string, { readonly value: string }>>;
  readonly body?: TypedData;
  /** The request that the library would make of the above. It reads only what its own kind of request offers. */
  readonly nativeRequest?: object;
  readonly statusCode?: string;
  readonly cookies?: readonly HttpCookieData[];
}

/** A cookie as the library encodes it: what the handler left out is undefined. */
export interface HttpCookieData {
  readonly name: string;
  readonly value: string;
  readonly domain?: { readonly value: string };
  readonly path?: { readonly value: string };
  readonly expires?: { readonly value: { readonly seconds: number } };
  readonly secure?: { readonly value: boolean };
  readonly httpOnly?: { readonly value: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  readonly maxAge?: { readonly value: number };
}

export interface RetryContextData {
  readonly retryCount: number;
  readonly maxRetryCount: number;
  readonly exception?: { readonly source: string; readonly stackTrace: string; readonly message: string };
}

/** What the host sends for one call of a function. */
export interface InvocationRequest {
  readonly invocationId: string;
  readonly inputData: readonly { readonly name: string; readonly data: TypedData | null }[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  readonly traceContext: {
    readonly traceParent: string;
    readonly traceState: string;
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly retryContext?: RetryContextData;
}

export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state: 'invocation' | 'postInvocationHooks' | undefined;
  log(level: string, category: string, text: string): void;
}

/** What `@azure/functions` hands the worker for each call: it converts arguments and results and runs the handler. */
export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<InvocationResponse>;
}

export interface InvocationResponse {
  readonly outputData?: readonly { readonly name: string; readonly data: TypedData | null }[];
  readonly returnValue?: TypedData | null;
}

export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities?(defaults: Record<string, string>): Promise<Record<string, string>>;
}
