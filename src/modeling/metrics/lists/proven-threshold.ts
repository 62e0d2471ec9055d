import type { Judged } from "../metric.ts";
import { byConfidence } from "./coverage-at-precision.ts";

/** Shares of the questions that are tried, from the surest on. */
const shares = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1];

/** How sure a threshold must be. */
export interface Proof {
  /** In (0, 1]: share of the shown answers that must be right. */
  readonly precision: number;
  /** In (0, 1): chance of a threshold that does not keep it. */
  readonly risk: number;
}

/** Chance of at least `hits` successes in n tries of probability p. */
export function chanceOfAtLeast(hits: number, n: number, p: number): number {
  if (p >= 1) return 1;
  let logChoose = 0;
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    if (k >= hits) sum += Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/**
 * The lowest score at which judged questions prove the precision: an exact binomial test rejects that it is lower, with the risk shared by all
 * scores that are tried, so that trying many does not let one pass by luck. Questions count as independent.
 * @returns the largest number where nothing is proved: then nothing is shown.
 * @see Angelopoulos et al. (2021), "Learn then Test: Calibrating Predictive Algorithms to Achieve Risk Control", arXiv 2110.01052.
 * @example provenThreshold(judged, { precision: 0.9, risk: 0.05 })
 */
export function provenThreshold(judged: Judged, { precision, risk }: Proof): number {
  const { confidence, right, end } = byConfidence(judged);
  const n = judged.truth.length;
  let best = Number.MAX_VALUE;
  let [hits, shown] = [0, 0];
  for (const share of shares) {
    const wanted = Math.ceil(share * n);
    // Questions of equal confidence are shown together.
    while (shown < confidence.length && (shown < wanted || end[shown - 1] === 0)) hits += right[shown++] ?? 0;
    if (shown < wanted) break;
    if (chanceOfAtLeast(hits, shown, precision) <= risk / shares.length) best = confidence[shown - 1] ?? best;
  }
  return best;
}
