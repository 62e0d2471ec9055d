/** Bits of one digit of the radix sort: a histogram of this many buckets stays in the first cache. */
const DIGIT_BITS = 11;
const BUCKETS = 2 ** DIGIT_BITS;

/** Orders records by one digit of one column, keeping the order of equal ones. */
function passOnce(records: Int32Array, width: number, column: number, shift: number, from: Int32Array, to: Int32Array): void {
  const start = new Int32Array(BUCKETS + 1);
  const count = from.length;
  for (let i = 0; i < count; i++) start[((records[from[i]! * width + column]! >>> shift) & (BUCKETS - 1)) + 1]!++;
  for (let b = 0; b < BUCKETS; b++) start[b + 1]! += start[b]!;
  for (let i = 0; i < count; i++) {
    const record = from[i]!;
    to[start[(records[record * width + column]! >>> shift) & (BUCKETS - 1)]!++] = record;
  }
}

/** Largest number of a column. */
function largestOf(records: Int32Array, width: number, column: number, count: number): number {
  let largest = 0;
  for (let i = 0; i < count; i++) if (records[i * width + column]! > largest) largest = records[i * width + column]!;
  return largest;
}

/**
 * Sorts records of whole numbers that are not negative, least significant digits first; stable.
 * @param records - row-major [count, width].
 * @param keys - columns that decide, the most significant first.
 * @returns a new array of the same records.
 */
export function sortRecords(records: Int32Array, width: number, keys: readonly number[]): Int32Array {
  const count = records.length / width;
  let from = new Int32Array(count);
  let to = new Int32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  for (let k = keys.length - 1; k >= 0; k--) {
    const column = keys[k]!;
    const largest = largestOf(records, width, column, count);
    for (let shift = 0; shift < 32 && (shift === 0 || largest >>> shift > 0); shift += DIGIT_BITS) {
      passOnce(records, width, column, shift, from, to);
      [from, to] = [to, from];
    }
  }
  const sorted = new Int32Array(records.length);
  for (let i = 0; i < count; i++) {
    const source = from[i]! * width;
    for (let column = 0; column < width; column++) sorted[i * width + column] = records[source + column]!;
  }
  return sorted;
}

/** Whether two records have the same keys. */
export function sameKeys(a: Int32Array, atA: number, b: Int32Array, atB: number, keys: readonly number[]): boolean {
  for (const key of keys) if (a[atA + key] !== b[atB + key]) return false;
  return true;
}

/**
 * Adds up the last column of neighbours with equal keys, in place.
 * @returns how many records are left, at the front.
 */
export function combineRecords(records: Int32Array, width: number, keys: readonly number[]): number {
  let kept = 0;
  for (let at = 0; at < records.length; at += width) {
    const last = (kept - 1) * width;
    if (kept > 0 && sameKeys(records, last, records, at, keys)) records[last + width - 1]! += records[at + width - 1]!;
    else records.copyWithin(kept++ * width, at, at + width);
  }
  return kept;
}
