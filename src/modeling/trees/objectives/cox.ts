import { ascendingOrder } from "../../../kernels/index.ts";
import { type Labels, type Objective, requireTruth, type ScoreArray, totalWeight } from "./objective.ts";

/** A row's event was seen unless a later time is possible. */
function wasSeen({ truth, upper }: Labels, row: number): boolean {
  return upper === undefined || upper[row] === truth[row];
}

/**
 * Sums over the rows at risk. Goes through the rows from the latest time; rows of one time share one risk set (Breslow).
 * `visit` is called for each time with its rows (positions [from, to) of the order) and the log of Σ w·e^s of rows at that time or later.
 */
function eachTime(
  order: Int32Array,
  scores: ScoreArray,
  { truth, weight }: Labels,
  visit: (from: number, to: number, logRisk: number) => void,
): void {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  let risk = 0;
  for (let to = order.length; to > 0; ) {
    let from = to;
    const time = truth[order[to - 1] ?? 0];
    while (from > 0 && truth[order[from - 1] ?? 0] === time) {
      const row = order[--from] ?? 0;
      risk += (weight?.[row] ?? 1) * Math.exp((scores[row] ?? 0) - largest);
    }
    visit(from, to, Math.log(risk) + largest);
    to = from;
  }
}

/**
 * Time to an event with rows whose event was not seen (`upper` Infinity): predictions are hazard ratios, exp(score). Cox's partial
 * likelihood with Breslow's ties; only the order of the times counts.
 * @see Cox (1972), "Regression Models and Life-Tables", JRSS B 34(2).
 * @example boostedTrees({ objective: cox() });
 */
export function cox(): Objective {
  return {
    name: "cox_partial_likelihood",
    settings: {},
    outputs: 1,
    link: "exponential",
    curvature: "exact",
    check: (labels) => requireTruth("cox", labels, (time) => time > 0, "times above 0"),
    // A constant cancels from the partial likelihood.
    initialScores: () => Float64Array.of(0),
    gradients: (scores, labels, gradient, hessian) => {
      const { truth, weight } = labels;
      const order = ascendingOrder(truth);
      const times: { from: number; to: number; logRisk: number }[] = [];
      eachTime(order, scores, labels, (from, to, logRisk) => times.push({ from, to, logRisk }));
      // From the earliest time on: Σ events w / risk and Σ events w / risk² so far, each held times a power of e that keeps it finite.
      const shift = times.at(-1)?.logRisk ?? 0;
      let first = 0;
      let second = 0;
      for (const { from, to, logRisk } of times.toReversed()) {
        let events = 0;
        for (let at = from; at < to; at++) {
          const row = order[at] ?? 0;
          if (wasSeen(labels, row)) events += weight?.[row] ?? 1;
        }
        first += events * Math.exp(shift - logRisk);
        second += events * Math.exp(2 * (shift - logRisk));
        for (let at = from; at < to; at++) {
          const row = order[at] ?? 0;
          const w = weight?.[row] ?? 1;
          const hazard = w * Math.exp((scores[row] ?? 0) - shift);
          gradient[row] = hazard * first - (wasSeen(labels, row) ? w : 0);
          hessian[row] = Math.max(0, hazard * first - hazard * hazard * second);
        }
      }
    },
    loss: (scores, labels) => {
      const order = ascendingOrder(labels.truth);
      let sum = 0;
      eachTime(order, scores, labels, (from, to, logRisk) => {
        for (let at = from; at < to; at++) {
          const row = order[at] ?? 0;
          if (wasSeen(labels, row)) sum += (labels.weight?.[row] ?? 1) * (logRisk - (scores[row] ?? 0));
        }
      });
      return sum / totalWeight(labels);
    },
  };
}
