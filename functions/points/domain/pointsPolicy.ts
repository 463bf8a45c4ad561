/** 주문량 from which the better 적립율 applies. */
const LARGE_ORDER = 5;

/** Rates in tenths, so that points stay in whole numbers. */
const TENTHS = { large: 2, small: 1 } as const;

function tenthsFor(amount: number): number {
  return amount >= LARGE_ORDER ? TENTHS.large : TENTHS.small;
}

/**
 * The points that a paid order earns.
 *
 * @param amount how many items it holds
 * @param totalPrice what was paid, integer KRW
 * @returns the rate, 0.1 or 0.2, and floor(totalPrice × rate)
 */
export function pointsFor(amount: number, totalPrice: number): { readonly rate: number; readonly points: number } {
  const tenths = tenthsFor(amount);
  return { rate: tenths / 10, points: Math.floor((totalPrice * tenths) / 10) };
}
