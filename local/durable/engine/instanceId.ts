/** Azure's limit. */
const LONGEST_ID = 256;

/** Why an id cannot name an instance, or undefined. The rules are those of the durable extension. */
export function badInstanceId(instanceId: string): string | undefined {
  if (instanceId.length > LONGEST_ID) return `Instance IDs must not be longer than ${LONGEST_ID} characters.`;
  if (instanceId.startsWith('@')) return "Instance IDs must not start with '@'.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[/\\#?\u0000-\u001f\u007f-\u009f]/.test(instanceId)) {
    return 'Instance IDs must not contain /, \\, #, ? or control characters.';
  }
  return undefined;
}
