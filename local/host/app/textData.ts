import type { TypedData } from './programmingModel.js';

/** Texts that JSON.parse may take; it certainly refuses all others. */
const couldBeJson = (text: string): boolean =>
  /^\s*["[{]/.test(text) || /^\s*(true|false|null)\s*$/.test(text) || !Number.isNaN(Number(text));

/**
 * A text for the library, which tries to parse every string as JSON and takes it as it is where that throws. A dozen such
 * errors for each message cost more than all the rest of its conversion, so a text that is no JSON is handed over as JSON.
 */
export function textData(text: string): TypedData {
  return couldBeJson(text) ? { string: text } : { json: JSON.stringify(text) };
}
