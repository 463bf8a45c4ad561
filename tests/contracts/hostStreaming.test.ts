import { expect, test } from 'vitest';
import { appOf, hostApp } from './support/hostedApp.js';

// In a file of its own: the library keeps this choice for the rest of the process.
test('HTTP streaming is refused by name', async () => {
  const app = appOf(`app.setup({ enableHttpStream: true }); app.http('a', { handler: () => ({}) });`);
  await expect(hostApp(app)).rejects.toThrow('NOT_SIMULATED: HTTP streaming');
});
