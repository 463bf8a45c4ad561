import * as z from 'zod';

/** A customer's id, as the API takes it. */
export const CustomerId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, "-", "_" or "."');
