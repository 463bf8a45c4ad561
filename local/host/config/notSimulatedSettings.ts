/** Settings of host.json that change what an app sees on Azure, and nothing here. */
const NOT_SIMULATED = [
  'concurrency.dynamicConcurrencyEnabled',
  'extensions.http.dynamicThrottlesEnabled',
  'extensions.http.hsts',
  'extensions.http.maxConcurrentRequests',
  'extensions.serviceBus.enableCrossEntityTransactions',
  'extensions.durableTask.extendedSessionsEnabled',
  'extensions.durableTask.overridableExistingInstanceStates',
];

/** Values that ask for nothing, or for what is done here. */
const HARMLESS = new Set<unknown>([undefined, null, false, 'false', -1, 'NonRunningStates']);

function valueAt(json: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return json;
  if (typeof json !== 'object' || json === null) return undefined;
  const found = Object.entries(json).find(([key]) => key.toLowerCase() === step.toLowerCase());
  return found && valueAt(found[1], rest);
}

/** Names what a host.json asks for in vain. */
export function notSimulatedSettings(hostJson: unknown): string[] {
  return NOT_SIMULATED.filter((path) => !HARMLESS.has(valueAt(hostJson, path.split('.'))));
}
