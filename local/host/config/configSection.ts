import * as z from 'zod';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A part of host.json: an object whose keys ignore case, as all keys of .NET configuration do. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const spelling = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  return z.preprocess(
    (raw) =>
      isRecord(raw)
        ? Object.fromEntries(Object.entries(raw).map(([key, value]) => [spelling.get(key.toLowerCase()) ?? key, value]))
        : raw,
    z.object(shape),
  );
}
