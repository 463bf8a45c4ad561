import * as z from 'zod';

/** Text that may be left out, or null as the wire has it. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
