import { randomUUID } from 'node:crypto';
import { type AppRegistry, programmingModel, type Registration } from './functionsCore.js';
import { coreLogOf } from './logHook.js';
import type {
  CoreInvocationContext,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
  RetryContextData,
  TypedData,
} from './programmingModel.js';

export interface Call {
  /** The trigger's value and, by binding name, those of further `in` bindings. */
  readonly inputs: Readonly<Record<string, TypedData | null>>;
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  readonly retryContext?: RetryContextData;
  readonly traceParent?: string;
  readonly traceState?: string;
}

/** What a handler returned, and the library's way to encode it for the host. */
export interface Returned {
  readonly result: unknown;
  encode(): Promise<InvocationResponse>;
}

/** A W3C trace of the call's own, for calls that nobody traced before. */
function ownTrace(invocationId: string): string {
  const hex = invocationId.replaceAll('-', '');
  return `00-${hex}-${hex.slice(16)}-01`;
}

function requestOf(call: Call): InvocationRequest {
  const invocationId = randomUUID();
  return {
    invocationId,
    inputData: Object.entries(call.inputs).map(([name, data]) => ({ name, data })),
    triggerMetadata: call.triggerMetadata ?? {},
    traceContext: {
      traceParent: call.traceParent ?? ownTrace(invocationId),
      traceState: call.traceState ?? '',
      attributes: {},
    },
    ...(call.retryContext && { retryContext: call.retryContext }),
  };
}

/** Runs the handler between the app's hooks, which may change what goes in and what comes out. */
async function runHandler(
  app: AppRegistry,
  { callback }: Registration,
  core: CoreInvocationContext,
  model: InvocationModel,
  { context, inputs }: { context: object; inputs: unknown[] },
): Promise<unknown> {
  const shared = { hookData: {}, appHookData: app.appHookData, invocationContext: context };
  const before = { ...shared, inputs, functionCallback: callback };
  for (const hook of app.hooks.get('preInvocation') ?? []) await hook(before);

  const after: { inputs: unknown[]; result: unknown; error: unknown } = {
    ...shared,
    inputs: before.inputs,
    result: undefined,
    error: undefined,
  };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('Unknown error');
  }
  core.state = 'postInvocationHooks';
  for (const hook of app.hooks.get('postInvocation') ?? []) await hook(after);
  if (after.error !== undefined && after.error !== null) throw after.error;
  return after.result;
}

/**
 * Calls a function once through the app's own programming model, with its invocation hooks: the arguments are
 * converted, the handler runs, and what it returned comes back as it is, beside the library's encoding of it.
 *
 * @throws what the handler or a hook threw
 */
export async function invokeRaw(app: AppRegistry, registration: Registration, call: Call): Promise<Returned> {
  const library = programmingModel();
  if (!library) throw new Error('The app registered functions without a programming model.');
  const { metadata } = registration;
  const request = requestOf(call);
  let context: object | undefined;
  const core: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata,
    state: undefined,
    log: coreLogOf(app, metadata.name, () => context),
  };
  const model = library.getInvocationModel(core);
  const args = await model.getArguments();
  context = args.context;
  const result = await runHandler(app, registration, core, model, args);
  return { result, encode: () => model.getResponse(args.context, result) };
}
