import type { Judged, Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

const SMALLEST = 1e-15;

function lossOfRows({ prediction, truth }: Judged): Float64Array {
  const { values, width } = prediction;
  return truth.map((code, row) => {
    const probability = width === 1 ? (code === 1 ? values[row] : 1 - (values[row] ?? 0)) : values[row * width + code];
    return -Math.log(Math.min(Math.max(probability ?? 0, SMALLEST), 1 - SMALLEST));
  });
}

/**
 * Mean negative log of the probability that was given to the true class, in nats per row; probabilities are clipped to
 * [1e-15, 1 − 1e-15].
 * @see Good (1952), "Rational Decisions", Journal of the Royal Statistical Society B 14(1).
 * @example measure(logLoss, judged); // P = 0.9, 0.1 for truths 1, 0 → 0.10536
 */
export const logLoss: Metric = {
  name: "log_loss",
  direction: "minimize",
  range: [0, -Math.log(SMALLEST)],
  definition: "Mean of −log P(true class), in nats per row; probabilities are clipped to [1e-15, 1 − 1e-15].",
  paper: 'Good (1952), "Rational Decisions", JRSS B 14(1)',
  unit: "nats",
  tasks: ["binary", "multiclass"],
  prepare: rowMean(lossOfRows),
};
