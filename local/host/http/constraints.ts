export type Constraint = (value: string) => boolean;

const INT32_MAX = 2 ** 31 - 1;

function isInteger(value: string, min: bigint, max: bigint): boolean {
  return /^[+-]?\d+$/.test(value) && BigInt(value) >= min && BigInt(value) <= max;
}

function isLong(value: string): boolean {
  return isInteger(value, -(2n ** 63n), 2n ** 63n - 1n);
}

function number(argument: string | undefined): number {
  const parsed = Number(argument);
  if (argument === undefined || argument === '' || Number.isNaN(parsed)) {
    throw new Error(`a route constraint needs a number instead of "${argument ?? ''}"`);
  }
  return parsed;
}

const isDecimal: Constraint = (value) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value);
const isFloat: Constraint = (value) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
const looksLikeFile: Constraint = (value) => /\.[^/.][^/]*$/.test(value);

/** The constraints of ASP.NET Core routing, by name. */
const CONSTRAINTS: Readonly<Record<string, (...args: string[]) => Constraint>> = {
  int: () => (value) => isInteger(value, BigInt(-INT32_MAX - 1), BigInt(INT32_MAX)),
  long: () => isLong,
  bool: () => (value) => /^(true|false)$/i.test(value),
  datetime: () => (value) => !Number.isNaN(Date.parse(value)),
  decimal: () => isDecimal,
  double: () => isFloat,
  float: () => isFloat,
  guid: () => (value) => /^[({]?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}[)}]?$/i.test(value),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  minlength: (least) => (value) => value.length >= number(least),
  maxlength: (most) => (value) => value.length <= number(most),
  length:
    (least, most = least) =>
    (value) =>
      value.length >= number(least) && value.length <= number(most),
  min: (least) => (value) => isLong(value) && Number(value) >= number(least),
  max: (most) => (value) => isLong(value) && Number(value) <= number(most),
  range: (least, most) => (value) => isLong(value) && Number(value) >= number(least) && Number(value) <= number(most),
  regex: (...pattern) => {
    const regex = new RegExp(pattern.join(','), 'i');
    return (value) => regex.test(value);
  },
  required: () => (value) => value !== '',
  file: () => looksLikeFile,
  nonfile: () => (value) => !looksLikeFile(value),
};

/**
 * @param text as in a route template: `int`, `range(1,5)`
 * @throws Error where ASP.NET knows no such constraint or its arguments are wrong
 */
export function parseConstraint(text: string): Constraint {
  const [, name = '', args] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const make = CONSTRAINTS[name.toLowerCase()];
  if (!make) throw new Error(`the route constraint "${text}" is unknown`);
  const constraint = make(...(args === undefined ? [] : args.split(',').map((arg) => arg.trim())));
  constraint('0'); // Wrong arguments show here rather than at the first request.
  return constraint;
}
