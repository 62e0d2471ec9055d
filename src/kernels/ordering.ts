/** Below this many values a comparison sort is as fast as counting. */
const SMALL = 2048;

/** Ascending, NaN last. */
function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Signed zero becomes +0 and every NaN the same, so that equal numbers have equal bits. */
function bitsOf(values: Float64Array): Uint32Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) copy[i] = Number.isNaN(values[i]!) ? Number.NaN : values[i]! + 0;
  return new Uint32Array(copy.buffer);
}

/** Sortable halves: negative numbers have all bits turned, positive ones the sign bit. */
function makeSortable(bits: Uint32Array): void {
  for (let i = 0; i < bits.length; i += 2) {
    const high = bits[i + 1]!;
    const mask = high >>> 31 === 1 ? 0xffffffff : 0;
    bits[i] = bits[i]! ^ mask;
    bits[i + 1] = high ^ (mask | 0x80000000);
  }
}

/** One stable counting pass over 16 bits of each key; `part` 0 is the lowest. False when all keys share these bits. */
function countingPass(words: Uint16Array, part: number, from: Int32Array, to: Int32Array, counts: Int32Array): boolean {
  const n = from.length;
  counts.fill(0);
  for (let i = 0; i < n; i++) counts[words[4 * i + part]!]!++;
  if (counts[words[part]!] === n) return false;
  let sum = 0;
  for (let digit = 0; digit < 65536; digit++) {
    const count = counts[digit]!;
    counts[digit] = sum;
    sum += count;
  }
  for (let i = 0; i < n; i++) {
    const row = from[i]!;
    to[counts[words[4 * row + part]!]!++] = row;
  }
  return true;
}

/**
 * Positions of the values in ascending order; equal values keep their order, NaN comes last.
 * @param values - length n.
 * @returns a permutation of 0 … n − 1.
 */
export function ascendingOrder(values: Float64Array): Int32Array {
  const n = values.length;
  let order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < SMALL) {
    return order.sort((a, b) => compare(values[a]!, values[b]!) || a - b);
  }
  const bits = bitsOf(values);
  makeSortable(bits);
  const words = new Uint16Array(bits.buffer);
  const counts = new Int32Array(65536);
  let spare = new Int32Array(n);
  for (let part = 0; part < 4; part++) {
    if (!countingPass(words, part, order, spare, counts)) continue;
    const held = order;
    order = spare;
    spare = held;
  }
  return order;
}

/** Positions in descending order; equal values keep their order. NaN comes last. */
export function descendingOrder(values: Float64Array): Int32Array {
  const negated = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) negated[i] = -values[i]!;
  return ascendingOrder(negated);
}

/** 1 at the last element of each run of equal values in the given order, else 0. */
export function runEnds(values: Float64Array, order: Int32Array): Uint8Array {
  const n = order.length;
  const ends = new Uint8Array(n);
  for (let i = 0; i < n; i++) ends[i] = i + 1 === n || values[order[i]!] !== values[order[i + 1]!] ? 1 : 0;
  return ends;
}
