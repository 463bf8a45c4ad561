/** The value in the middle, the upper one of two. @throws where nothing was measured */
export function median<T>(values: readonly T[], of: (value: T) => number = Number): T {
  const middle = values.toSorted((a, b) => of(a) - of(b))[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
