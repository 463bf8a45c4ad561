import { randomUUID } from 'node:crypto';
import type { AppRegistry, Registration } from './functionsCore.js';
import type {
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
  readonly invocationId?: string;
}

function request(call: Call): InvocationRequest {
  return {
    invocationId: call.invocationId ?? randomUUID(),
    inputData: Object.entries(call.inputs).map(([name, data]) => ({ name, data })),
    triggerMetadata: call.triggerMetadata ?? {},
    traceContext: { traceParent: call.traceParent ?? '', traceState: '', attributes: {} },
    ...(call.retryContext && { retryContext: call.retryContext }),
  };
}

/**
 * Calls a function once through the app's own programming model, with its invocation hooks: the arguments are
 * converted, the handler runs, and what it returned comes back as it is, beside the model that can encode it.
 *
 * @throws what the handler or a hook threw
 */
export async function invokeRaw(
  app: AppRegistry,
  { metadata, callback }: Registration,
  call: Call,
): Promise<{ result: unknown; encode: () => Promise<InvocationResponse> }> {
  if (!app.model) throw new Error('The app registered functions without a programming model.');
  const core = {
    ...{
      invocationId: '',
      request: request(call),
      metadata,
      state: undefined as 'invocation' | 'postInvocationHooks' | undefined,
    },
    log: app.log,
  };
  core.invocationId = core.request.invocationId;
  const model: InvocationModel = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();

  const hookData = {};
  const before = { hookData, appHookData: {}, invocationContext: context, inputs, functionCallback: callback };
  for (const hook of app.hooks.get('preInvocation') ?? []) await hook(before);

  const after = {
    hookData,
    appHookData: {},
    invocationContext: context,
    inputs: before.inputs,
    result: undefined as unknown,
    error: undefined as unknown,
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
  return { result: after.result, encode: () => model.getResponse(context, after.result) };
}
