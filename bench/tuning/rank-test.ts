import { normalProbability } from "../../src/kernels/index.ts";

/**
 * Two-sided Mann–Whitney test by its normal approximation, ties averaged.
 * @returns the probability of ranks at least as unlike, were both samples of one distribution; 1 where all values are equal.
 */
export function rankTest(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))].sort(
    (p, q) => p.value - q.value,
  );
  const n = all.length;
  let ranks = 0;
  let ties = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    while (end + 1 < n && all[end + 1]?.value === all[start]?.value) end++;
    const length = end - start + 1;
    ties += length ** 3 - length;
    for (let i = start; i <= end; i++) if (all[i]?.first === true) ranks += (start + end) / 2 + 1;
    start = end + 1;
  }
  const mean = (a.length * (n + 1)) / 2;
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  return Math.min(1, 2 * (1 - normalProbability(Math.abs(ranks - mean) / Math.sqrt(variance))));
}
