import type { DurableFunctions } from '../../durable/durable.js';
import type { AppRegistry, Registration } from './functionsCore.js';
import { invokeRaw } from './invoke.js';

interface Triggered {
  readonly registration: Registration;
  readonly bindingName: string;
}

function triggeredBy(app: AppRegistry, type: string): Map<string, Triggered> {
  const found = new Map<string, Triggered>();
  for (const [name, registration] of app.registrations) {
    const binding = Object.values(registration.metadata.bindings).find((candidate) => candidate.type === type);
    if (binding) found.set(name, { registration, bindingName: binding.name });
  }
  return found;
}

async function call(app: AppRegistry, functions: Map<string, Triggered>, name: string, input: string | undefined) {
  const found = functions.get(name);
  if (!found) throw new Error(`There is no function "${name}".`);
  const data = input === undefined ? null : { string: input };
  const { result } = await invokeRaw(app, found.registration, { inputs: { [found.bindingName]: data } });
  return result;
}

/** The orchestrators and activities of an app that is loaded in this process, for an engine without a host around it. */
export function durableFunctionsOf(app: AppRegistry): DurableFunctions {
  const orchestrators = triggeredBy(app, 'orchestrationTrigger');
  const activities = triggeredBy(app, 'activityTrigger');
  return {
    orchestrators: [...orchestrators.keys()],
    activities: [...activities.keys()],
    runOrchestrator: (name, payload) => call(app, orchestrators, name, payload),
    runActivity: async (name, input) => JSON.stringify(await call(app, activities, name, input)) ?? 'null',
  };
}
