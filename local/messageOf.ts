/** What something that was thrown says. */
export function messageOf(thrown: unknown): string {
  // Anything may have been thrown, and anything may have been made the message of an error.
  return String(thrown instanceof Error ? thrown.message : thrown);
}
