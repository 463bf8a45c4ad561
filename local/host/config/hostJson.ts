import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../../log.js';
import { section } from './configSection.js';
import { overrideHostJson } from './hostJsonOverrides.js';
import { SettingsError } from './localSettings.js';
import { notSimulatedSettings } from './notSimulatedSettings.js';
import { parseTimeSpan } from './timeSpan.js';

const whole = z.coerce.number().int();
const flag = z.union([z.boolean(), z.stringbool()]);

function readTimeSpan(text: string, context: z.RefinementCtx): number {
  const ms = parseTimeSpan(text);
  if (ms === undefined) context.addIssue(`"${text}" is not a time span (hh:mm:ss)`);
  return ms ?? 0;
}

/** Milliseconds, written as a TimeSpan. */
const timeSpan = z.string().transform(readTimeSpan);

const Retry = section({
  strategy: z.enum(['fixedDelay', 'exponentialBackoff']),
  maxRetryCount: whole.min(-1),
  delayInterval: timeSpan.optional(),
  minimumInterval: timeSpan.optional(),
  maximumInterval: timeSpan.optional(),
});

/** What the host reads of host.json, with the defaults of Azure Functions. The rest of the file is left alone. */
const HostJson = section({
  version: z.literal('2.0'),
  functions: z.array(z.string()).optional(),
  /** Milliseconds, undefined without end. Azure's default is that of the plan; this is the longest of them. */
  functionTimeout: z
    .string()
    .default('00:30:00')
    .transform((text, context) => (text === '-1' ? undefined : readTimeSpan(text, context))),
  retry: Retry.optional(),
  logging: section({ logLevel: z.record(z.string(), z.string()).default({}) }).prefault({}),
  extensions: section({
    http: section({
      routePrefix: z.string().default('api'),
      /** -1: unlimited. */
      maxOutstandingRequests: whole.default(-1),
      customHeaders: z.record(z.string(), z.string()).default({}),
    }).prefault({}),
    serviceBus: section({
      autoCompleteMessages: flag.default(true),
      maxAutoLockRenewalDuration: timeSpan.default(5 * 60_000),
      /** Azure: 16 × cores. */
      maxConcurrentCalls: whole.min(1).default(16),
      maxConcurrentSessions: whole.min(1).default(8),
      maxConcurrentCallsPerSession: whole.min(1).default(1),
      sessionIdleTimeout: timeSpan.optional(),
    }).prefault({}),
    durableTask: section({
      hubName: z.string().default('TestHubName'),
      maxConcurrentActivityFunctions: whole.min(1).default(10),
      maxConcurrentOrchestratorFunctions: whole.min(1).default(10),
    }).prefault({}),
  }).prefault({}),
});

export type HostJson = z.infer<typeof HostJson>;

/**
 * Reads host.json, overridden by the settings `AzureFunctionsJobHost__…`.
 *
 * @throws SettingsError where the file is missing, is no JSON or breaks the schema
 */
export async function readHostJson(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<HostJson> {
  const file = join(folder, 'host.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new SettingsError(`${file} is missing.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SettingsError(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const overridden = overrideHostJson(json, environment);
  const parsed = HostJson.safeParse(overridden);
  if (!parsed.success) throw new SettingsError(`${file}: ${z.prettifyError(parsed.error)}`);
  for (const setting of notSimulatedSettings(overridden)) {
    log.write('warn', 'host', `NOT_SIMULATED: ${setting} of host.json does nothing here.`);
  }
  return parsed.data;
}
