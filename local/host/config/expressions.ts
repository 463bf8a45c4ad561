import type { Configuration } from './configuration.js';
import { SettingsError } from './localSettings.js';

/**
 * Replaces every `%NAME%` in a binding's option by the setting NAME.
 *
 * @throws SettingsError where the setting is missing or a `%` has no partner
 */
export function resolveSettings(text: string, configuration: Configuration): string {
  let resolved = '';
  let rest = text;
  for (let start = rest.indexOf('%'); start >= 0; start = rest.indexOf('%')) {
    const end = rest.indexOf('%', start + 1);
    if (end < 0) throw new SettingsError(`"${text}" has a % without a partner.`);
    const name = rest.slice(start + 1, end);
    const value = configuration.get(name);
    if (value === undefined) throw new SettingsError(`"${text}" names the setting ${name}, which is not set.`);
    resolved += rest.slice(0, start) + value;
    rest = rest.slice(end + 1);
  }
  return resolved + rest;
}
