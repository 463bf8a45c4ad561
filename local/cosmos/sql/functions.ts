import { isJsonObject, type JsonValue, jsonEqual } from '../json.js';
import type { SqlValue } from './values.js';

/** Undefined where an operand is not of the type that the function is for. */
export type SqlFunction = (...operands: readonly SqlValue[]) => SqlValue;

const ofString =
  (run: (text: string) => SqlValue): SqlFunction =>
  (text) =>
    typeof text === 'string' ? run(text) : undefined;

/** The third operand says whether upper and lower case are the same. */
const ofStrings =
  (run: (text: string, part: string) => boolean): SqlFunction =>
  (text, part, ignoreCase) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return ignoreCase === true ? run(text.toLowerCase(), part.toLowerCase()) : run(text, part);
  };

const contains = (element: JsonValue, wanted: JsonValue, partially: boolean): boolean =>
  partially && isJsonObject(element) && isJsonObject(wanted)
    ? Object.entries(wanted).every(([name, value]) => jsonEqual(element[name], value))
    : jsonEqual(element, wanted);

/** By name in capitals. */
export const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  IS_DEFINED: (value) => value !== undefined,
  IS_NULL: (value) => value === null,
  IS_BOOL: (value) => typeof value === 'boolean',
  IS_NUMBER: (value) => typeof value === 'number',
  IS_STRING: (value) => typeof value === 'string',
  IS_ARRAY: (value) => Array.isArray(value),
  IS_OBJECT: (value) => isJsonObject(value),
  STARTSWITH: ofStrings((text, part) => text.startsWith(part)),
  ENDSWITH: ofStrings((text, part) => text.endsWith(part)),
  CONTAINS: ofStrings((text, part) => text.includes(part)),
  STRINGEQUALS: ofStrings((text, part) => text === part),
  LOWER: ofString((text) => text.toLowerCase()),
  UPPER: ofString((text) => text.toUpperCase()),
  LENGTH: ofString((text) => text.length),
  ARRAY_LENGTH: (list) => (Array.isArray(list) ? list.length : undefined),
  ARRAY_CONTAINS: (list, wanted, partially) =>
    Array.isArray(list) && wanted !== undefined
      ? list.some((element: JsonValue) => contains(element, wanted, partially === true))
      : undefined,
};
