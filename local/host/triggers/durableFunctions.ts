import type { DurableFunctions } from '../../durable/durable.js';
import type { TypedData } from '../app/programmingModel.js';
import { textData } from '../app/textData.js';
import type { HostFunction } from '../invocation/hostFunction.js';
import type { Invoker } from '../invocation/invoker.js';
import { orderIdIn } from '../invocation/orderId.js';

function jsonText(data: TypedData | null | undefined): string {
  if (data?.json !== undefined) return data.json;
  if (data?.bytes !== undefined) return JSON.stringify(Buffer.from(data.bytes).toString('base64'));
  return JSON.stringify(data?.string ?? data?.int ?? data?.double ?? null);
}

function named(functions: ReadonlyMap<string, HostFunction>, name: string): HostFunction {
  const target = functions.get(name);
  if (!target) throw new Error(`The app has no function ${name}.`);
  return target;
}

/** The app's orchestrators and activities, as the durable engine calls them. */
export function durableFunctions(
  orchestrators: ReadonlyMap<string, HostFunction>,
  activities: ReadonlyMap<string, HostFunction>,
  invoker: Invoker,
): DurableFunctions {
  return {
    orchestrators: [...orchestrators.keys()],
    activities: [...activities.keys()],
    runOrchestrator: async (name, payload, instanceId) =>
      invoker.call(named(orchestrators, name), {
        input: { string: payload },
        finish: ({ result }) => result,
        order: () => instanceId,
        quiet: true, // One order takes many turns.
      }),
    runActivity: async (name, input, instanceId) =>
      invoker.call(named(activities, name), {
        input: input === undefined ? null : { string: input },
        triggerMetadata: { InstanceId: textData(instanceId) },
        finish: async (returned) => jsonText((await returned.encode()).returnValue),
        order: () => orderIdIn(input) ?? instanceId,
      }),
  };
}
