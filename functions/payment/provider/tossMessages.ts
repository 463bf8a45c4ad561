import * as z from 'zod';

/** What Toss Payments answers, as far as this app looks at it. New fields may appear at any time, so none is refused. */

/** `2026-11-22T08:00:00+09:00` → ISO 8601 in UTC */
const tossTime = z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString());

export const TossPayment = z.object({
  paymentKey: z.string().min(1),
  orderId: z.string(),
  status: z.string(),
  approvedAt: tossTime.nullable(),
  cancels: z.array(z.object({ canceledAt: tossTime })).nullable(),
});
export type TossPayment = z.infer<typeof TossPayment>;

export const TossError = z.object({ code: z.string().min(1), message: z.string() });
export type TossError = z.infer<typeof TossError>;
