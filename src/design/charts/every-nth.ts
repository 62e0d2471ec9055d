/** At most `most` of the values, evenly spread, the first and the last among them. @example everyNth([1, 2, 3, 4, 5], 3); // [1, 3, 5] */
export function everyNth<Value>(values: readonly Value[], most: number): Value[] {
  if (values.length <= most) return [...values];
  const step = (values.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => values[Math.round(index * step)]).filter((value) => value !== undefined);
}
