import type { Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

/**
 * Share of truths that lie within the predicted interval, borders included. NaN where the prediction has no intervals.
 * @see Christoffersen (1998), "Evaluating Interval Forecasts", International Economic Review 39(4).
 * @example measure(intervalCoverage, judged); // 9 of 10 inside → 0.9
 */
export const intervalCoverage: Metric = {
  name: "interval_coverage",
  direction: "maximize",
  range: [0, 1],
  definition: "Share of rows with low ≤ y ≤ high.",
  paper: 'Christoffersen (1998), "Evaluating Interval Forecasts", International Economic Review 39(4)',
  unit: "share",
  tasks: ["regression"],
  prepare: rowMean(({ prediction: { low, high }, truth }) => {
    if (low === undefined || high === undefined) return truth.map(() => Number.NaN);
    return truth.map((y, row) => (y >= (low[row] ?? Number.NaN) && y <= (high[row] ?? Number.NaN) ? 1 : 0));
  }),
};
