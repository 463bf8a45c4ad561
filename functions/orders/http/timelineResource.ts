import * as z from 'zod';
import { OrderEvent } from '../orderDocument.js';

/** What happened to an order, oldest first. */
export const TimelineResource = z.object({ orderId: z.string(), events: z.array(OrderEvent) });
export type TimelineResource = z.infer<typeof TimelineResource>;
