import type { AppRegistry } from './functionsCore.js';

/**
 * The log of one call. The app's `log` hooks see each line first; they may change the level and text of what the app
 * logged itself, and nothing that they throw is noticed.
 */
export function coreLogOf(app: AppRegistry, functionName: string, invocationContext: () => object | undefined) {
  return (level: string, category: string, text: string): void => {
    const hooks = app.hooks.get('log');
    if (!hooks?.length) {
      app.log(level, category, text, functionName);
      return;
    }

    const line = { level, message: text, category, hookData: {}, invocationContext: invocationContext() };
    for (const hook of hooks) {
      try {
        hook(line);
      } catch {
        // As on Azure: logging never fails a call.
      }
    }
    if (category === 'user') app.log(line.level, category, line.message, functionName);
    else app.log(level, category, text, functionName);
  };
}
