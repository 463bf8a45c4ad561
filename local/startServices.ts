import { UsageError } from './commandLine.js';
import { runProgram } from './program.js';
import { startServices } from './services.js';
import { servicesWelcome } from './servicesWelcome.js';

// `npm run local:services`: the stand-ins alone, for an app that Azure Functions Core Tools run.
await runProgram(async (ground, { dataFolder, isolate }) => {
  if (isolate) throw new UsageError('--isolate is for npm start: no function runs here');
  const services = await startServices(ground);
  return {
    greeting: servicesWelcome(services, ground.ports.functions, dataFolder),
    idle: () => !services.serviceBus.busy(),
    stop: services.stop,
  };
});
