import { asBuffer } from './bytes.js';
import { anyValue, string } from './encode.js';
import { contentOf, splitSections } from './sections.js';
import { withEntries } from './values.js';

export type ApplicationProperties = Readonly<Record<string, unknown>>;

/** The content of a message with these application properties added or overwritten, everything else as it was. */
export function withApplicationProperties(content: Uint8Array, changes: ApplicationProperties): Uint8Array {
  const entries = Object.entries(changes).map(([name, value]) => [name, anyValue(value)] as const);
  if (entries.length === 0) return content;
  const sections = splitSections(asBuffer(content));
  return contentOf({
    ...sections,
    applicationProperties: withEntries(sections.applicationProperties, entries, string),
  });
}
