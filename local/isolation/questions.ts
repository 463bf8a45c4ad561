import * as z from 'zod';
import type { FunctionState } from '../host/host.js';

/** How a group's process is to start. */
export const StartGroup = z.object({
  type: z.literal('start'),
  group: z.string(),
  /** The app's. */
  folder: z.string(),
  port: z.number(),
  settings: z.record(z.string(), z.string()),
  /** Undefined: nothing on disk. */
  dataFolder: z.string().optional(),
  /** The durable client's binding; undefined: the engine runs in this group. */
  durableClient: z.string().optional(),
  verbose: z.boolean(),
});
export type StartGroup = z.infer<typeof StartGroup>;

export const Inspect = z.object({ type: z.literal('inspect'), path: z.string(), query: z.string() });
export type Inspect = z.infer<typeof Inspect>;

/** What the parent asks the process of a group. */
export const GroupQuestion = z.discriminatedUnion('type', [
  StartGroup,
  Inspect,
  z.object({ type: z.literal('advance'), ms: z.number() }),
  z.object({ type: z.literal('idle') }),
  z.object({ type: z.literal('stop') }),
]);
export type GroupQuestion = z.infer<typeof GroupQuestion>;

/** The answer to `start`. */
export const GroupStarted = z.object({
  url: z.string(),
  functions: z.array(z.custom<FunctionState>()),
  /** For the other groups, where the durable engine runs in this one. */
  durableClient: z.string().optional(),
  /** All scale groups of the app. */
  groups: z.array(z.string()),
});
export type GroupStarted = z.infer<typeof GroupStarted>;
