const digitBits = 11;
const digits = 1 << digitBits;

/**
 * Sorts in place by counting, 11 bits at a time; digits that all values share cost nothing. About twice as fast as comparing.
 * @param keys - low and high word of each value in a form that sorts as unsigned integers; length 2n.
 */
function sortKeys(keys: Uint32Array<ArrayBuffer>, n: number): Uint32Array<ArrayBuffer> {
  let from = keys;
  let to = new Uint32Array(2 * n);
  const counts = new Uint32Array(digits);
  for (let shift = 0; shift < 64; shift += digitBits) {
    // The digit that straddles the two words is cut at their border.
    const word = shift < 32 ? 0 : 1;
    const offset = word === 0 ? shift : shift - 33;
    counts.fill(0);
    for (let i = word; i < 2 * n; i += 2) counts[(from[i]! >>> offset) & (digits - 1)]!++;
    if (counts[(from[word]! >>> offset) & (digits - 1)] === n) continue;
    let sum = 0;
    for (let digit = 0; digit < digits; digit++) {
      const count = counts[digit]!;
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < 2 * n; i += 2) {
      const at = 2 * counts[(from[i + word]! >>> offset) & (digits - 1)]!++;
      to[at] = from[i]!;
      to[at + 1] = from[i + 1]!;
    }
    const held = from;
    from = to;
    to = held;
  }
  return from;
}

/** Values that are not NaN, ascending. */
export function sortedPresent(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) present[n++] = value + 0;
  }
  if (n < 4096) return present.slice(0, n).sort();
  const bits = new Uint32Array(present.buffer);
  for (let i = 0; i < 2 * n; i += 2) {
    const mask = bits[i + 1]! >>> 31 === 1 ? 0xffffffff : 0;
    bits[i] = bits[i]! ^ mask;
    bits[i + 1] = bits[i + 1]! ^ (mask | 0x80000000);
  }
  const sorted = sortKeys(bits, n);
  for (let i = 0; i < 2 * n; i += 2) {
    const mask = sorted[i + 1]! >>> 31 === 1 ? 0 : 0xffffffff;
    sorted[i] = sorted[i]! ^ mask;
    sorted[i + 1] = sorted[i + 1]! ^ (mask | 0x80000000);
  }
  return new Float64Array(sorted.buffer, 0, n);
}

/** Number of different values among ascending ones. */
export function distinctSorted(sorted: Float64Array): number {
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

/** Mean and standard deviation (n − 1) in two passes. */
export function meanAndDeviation(values: Float64Array): { mean: number; deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

/** Counts of ascending values in equal bins from the first to the last. */
export function histogramSorted(sorted: Float64Array, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  const low = sorted[0]!;
  const width = sorted[sorted.length - 1]! - low;
  for (let i = 0; i < sorted.length; i++) {
    const bin = width > 0 ? Math.floor(((sorted[i]! - low) / width) * bins) : 0;
    counts[bin < bins ? bin : bins - 1]!++;
  }
  return counts;
}

/** Pearson correlation over the rows where neither is NaN; NaN where one of them does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let count = 0;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    count++;
    meanA += a[i]!;
    meanB += b[i]!;
  }
  meanA /= count;
  meanB /= count;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]! - meanA;
    const y = b[i]! - meanB;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  return products / Math.sqrt(squaresA * squaresB);
}

/**
 * Share of the variance of `values` that lies between groups, less what chance gives to that many groups (ε², Kelley 1935).
 * Rows with NaN or group −1 do not count. In [0, 1]; NaN where nothing varies.
 */
export function explainedByGroups(values: Float64Array, codes: ArrayLike<number>, groups: number): number {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  let total = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const code = codes[i]!;
    if (Number.isNaN(value) || !(code >= 0)) continue;
    sums[code]! += value;
    counts[code]!++;
    total += value;
    count++;
  }
  const mean = total / count;
  let between = 0;
  let used = 0;
  for (let group = 0; group < groups; group++) {
    if (counts[group] === 0) continue;
    used++;
    between += counts[group]! * (sums[group]! / counts[group]! - mean) ** 2;
  }
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value) && codes[i]! >= 0) squares += (value - mean) ** 2;
  }
  if (!(squares > 0)) return Number.NaN;
  if (count <= used) return 0;
  const share = 1 - ((1 - between / squares) * (count - 1)) / (count - used);
  return Math.min(1, Math.max(0, share));
}

/**
 * Cramér's V of two groupings with the bias of many groups taken out; in [0, 1], NaN where one of them does not vary.
 * @see Bergsma (2013), "A bias-correction for Cramér's V and Tschuprow's T".
 */
export function cramersV(a: ArrayLike<number>, groupsA: number, b: ArrayLike<number>, groupsB: number): number {
  const cells = new Map<number, number>();
  const rows = new Float64Array(groupsA);
  const columns = new Float64Array(groupsB);
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    if (!(a[i]! >= 0) || !(b[i]! >= 0)) continue;
    const key = a[i]! * groupsB + b[i]!;
    cells.set(key, (cells.get(key) ?? 0) + 1);
    rows[a[i]!]!++;
    columns[b[i]!]!++;
    count++;
  }
  let phi = -1;
  for (const [key, seen] of cells) phi += (seen * seen) / (rows[Math.floor(key / groupsB)]! * columns[key % groupsB]!);
  const used = (totals: Float64Array): number => totals.reduce((sum, total) => sum + (total > 0 ? 1 : 0), 0);
  const r = used(rows);
  const k = used(columns);
  const corrected = Math.max(0, phi - ((r - 1) * (k - 1)) / (count - 1));
  const smaller = Math.min(r - (r - 1) ** 2 / (count - 1), k - (k - 1) ** 2 / (count - 1)) - 1;
  return smaller > 0 ? Math.min(1, Math.sqrt(corrected / smaller)) : Number.NaN;
}

/** How often each code occurs; −1 does not count. */
export function countCodes(codes: Int32Array, groups: number): Int32Array {
  const counts = new Int32Array(groups);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) counts[codes[i]!]!++;
  return counts;
}
