import { fileURLToPath } from 'node:url';
import { startLocalAzure } from './azure.js';
import { startIsolatedAzure } from './isolation/isolatedAzure.js';
import { runProgram } from './program.js';
import { welcome } from './welcome.js';

const APP_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** Every turn of an orchestrator, too. */
const VERBOSE = { AzureFunctionsJobHost__logging__logLevel__Function: 'Debug' };

// `npm start`: everything on this machine.
await runProgram(async (ground, { dataFolder, verbose, isolate }) => {
  const settings = verbose ? VERBOSE : {};
  const azure = isolate
    ? await startIsolatedAzure(ground, { folder: APP_FOLDER, settings, dataFolder, verbose })
    : await startLocalAzure(ground, APP_FOLDER, settings);
  return { ...azure, greeting: welcome(azure, dataFolder) };
});
