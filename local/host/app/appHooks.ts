import type { AppRegistry } from './functionsCore.js';

/** Runs the app's `appStart` or `appTerminate` hooks, one after another. A hook that throws keeps the rest from running. */
export async function runAppHooks(app: AppRegistry, name: 'appStart' | 'appTerminate', folder: string): Promise<void> {
  const context = { hookData: app.appHookData, appHookData: app.appHookData };
  for (const hook of app.hooks.get(name) ?? []) {
    await hook(name === 'appStart' ? { ...context, functionAppDirectory: folder } : context);
  }
}
