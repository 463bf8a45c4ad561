import type { Configuration } from './configuration.js';

/** Whether the setting that turns a function off (`AzureWebJobs.<name>.Disabled`) is set. */
export function isDisabled(functionName: string, configuration: Configuration): boolean {
  // Linux shells refuse dots in names, hence the second spelling.
  const value =
    configuration.get(`AzureWebJobs.${functionName}.Disabled`) ??
    configuration.get(`AzureWebJobs_${functionName}_Disabled`);
  return value === '1' || value?.toLowerCase() === 'true';
}
