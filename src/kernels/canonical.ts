/**
 * Copies numbers [from, from + count) so that equal numbers have equal bytes: −0 becomes 0, every NaN the same.
 */
export function canonicalNumbers(values: Float64Array, from: number, count: number, target: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const value = values[from + i]!;
    target[i] = Number.isNaN(value) ? Number.NaN : value + 0;
  }
}

/**
 * Renumbers codes by first appearance; −1 stays.
 * @param renamed - length of the dictionary, −1 where a code was not met yet; updated.
 * @param met - codes in the order in which they appeared; updated from `known` on.
 * @returns how many codes have appeared.
 */
export function renumberCodes(
  codes: Int32Array,
  from: number,
  count: number,
  renamed: Int32Array,
  met: Int32Array,
  known: number,
  target: Int32Array,
): number {
  let appeared = known;
  for (let i = 0; i < count; i++) {
    const code = codes[from + i]!;
    if (code < 0) {
      target[i] = -1;
      continue;
    }
    if (renamed[code]! < 0) {
      met[appeared] = code;
      renamed[code] = appeared++;
    }
    target[i] = renamed[code]!;
  }
  return appeared;
}
