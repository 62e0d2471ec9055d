import type { Random } from "./random.ts";

/** State of the generator inside `drawCounts` (xoshiro128**), length 4. */
export function bootstrapState(random: Random): Uint32Array {
  return Uint32Array.from({ length: 4 }, () => Math.floor(random.next() * 4294967296));
}

/**
 * One bootstrap resample: how often each of n units is drawn in n draws with replacement.
 * @param state - advanced in place; see `bootstrapState`.
 * @param counts - length n, overwritten; sums to n.
 */
export function drawCounts(state: Uint32Array, counts: Float64Array): void {
  const n = counts.length;
  const scale = n / 4294967296;
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    const product = Math.imul(b, 5);
    const bits = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    counts[(bits * scale) | 0]! += 1;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** Weight of each row: its own times how often its unit was drawn. */
export function spreadCounts(counts: Float64Array, unit: Int32Array, base: Float64Array, weight: Float64Array): void {
  for (let i = 0; i < weight.length; i++) weight[i] = base[i]! * counts[unit[i]!]!;
}

/** base · counts, elementwise. */
export function multiply(counts: Float64Array, base: Float64Array, weight: Float64Array): void {
  for (let i = 0; i < weight.length; i++) weight[i] = base[i]! * counts[i]!;
}

/** The quantile of sorted values at a share in [0, 1], with linear interpolation; NaN where there are none. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const position = share * (n - 1);
  const below = Math.floor(position);
  const value = sorted[below]!;
  const next = sorted[Math.min(below + 1, n - 1)]!;
  return next === value ? value : value + (position - below) * (next - value);
}
