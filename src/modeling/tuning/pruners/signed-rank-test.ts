import { normalProbability } from "../../../kernels/index.ts";

/** Pairs up to which the probability is counted out exactly. */
const EXACT = 20;

/** Average ranks of the sizes of the differences, doubled so that they are whole. */
function doubledRanks(differences: readonly number[]): number[] {
  const order = Array.from(differences.keys()).sort((a, b) => Math.abs(differences[a] ?? 0) - Math.abs(differences[b] ?? 0));
  const ranks = new Array<number>(differences.length).fill(0);
  for (let first = 0; first < order.length; ) {
    let last = first;
    const size = Math.abs(differences[order[first] ?? 0] ?? 0);
    while (last + 1 < order.length && Math.abs(differences[order[last + 1] ?? 0] ?? 0) === size) last++;
    for (let place = first; place <= last; place++) ranks[order[place] ?? 0] = first + last + 2;
    first = last + 1;
  }
  return ranks;
}

/** P(sum of a random half of the ranks ≥ observed), by counting the subsets of each sum. */
function exactTail(ranks: readonly number[], observed: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = new Float64Array(total + 1);
  ways[0] = 1;
  for (const rank of ranks) for (let sum = total; sum >= rank; sum--) ways[sum] = (ways[sum] ?? 0) + (ways[sum - rank] ?? 0);
  let tail = 0;
  for (let sum = observed; sum <= total; sum++) tail += ways[sum] ?? 0;
  return tail / 2 ** ranks.length;
}

/**
 * One-sided Wilcoxon signed-rank test: the probability of differences at least as positive as these if they were as likely positive as
 * negative. Exact up to 20 differences, ties included; zeros are left out.
 * @returns a probability; 1 without any difference.
 * @see Wilcoxon (1945), "Individual comparisons by ranking methods", Biometrics Bulletin 1(6).
 * @example signedRankProbability([1, 2, 3, 4, 5]); // 1/32
 */
export function signedRankProbability(differences: readonly number[]): number {
  const present = differences.filter((value) => value !== 0);
  if (present.length === 0) return 1;
  const ranks = doubledRanks(present);
  const positive = present.reduce((sum, value, i) => sum + (value > 0 ? (ranks[i] ?? 0) : 0), 0);
  if (present.length <= EXACT) return exactTail(ranks, positive);
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const variance = ranks.reduce((sum, rank) => sum + rank * rank, 0) / 4;
  return 1 - normalProbability((positive - mean - 1) / Math.sqrt(variance));
}
