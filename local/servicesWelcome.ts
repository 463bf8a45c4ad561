import { serviceLines } from './serviceLines.js';
import type { Services } from './services.js';

/** local.settings.json for Azure Functions Core Tools beside these stand-ins; storage is Azurite's. */
function localSettingsFor(services: Services, functionsPort: number): object {
  return {
    IsEncrypted: false,
    Values: {
      FUNCTIONS_WORKER_RUNTIME: 'node',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      ...services.settings,
    },
    Host: { LocalHttpPort: functionsPort },
  };
}

/** What `npm run local:services` prints once all of them answer. */
export function servicesWelcome(services: Services, functionsPort: number, dataFolder: string | undefined): string {
  return [
    '',
    '든든한 아침식사 · Hearty Breakfast: the stand-ins only',
    ...serviceLines(services),
    `  Data              ${dataFolder ?? 'nothing on disk'}`,
    '',
    'For Azure Functions Core Tools, local.settings.json (on the default ports a copy of local.settings.sample.json):',
    '',
    JSON.stringify(localSettingsFor(services, functionsPort), null, 2),
    '',
    'Then, beside this: npx azurite --silent, and func start.',
    '',
    'Services ready.',
  ].join('\n');
}
