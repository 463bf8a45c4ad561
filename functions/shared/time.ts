import * as z from 'zod';

/** A moment in UTC, as `toISOString` writes it. */
export const Time = z.iso.datetime();
