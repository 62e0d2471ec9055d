import { weightedMean } from "../../kernels/index.ts";
import type { Judged, Metric } from "./metric.ts";

/** `prepare` of a metric that is the weighted mean of one number per row, or a function of that mean. */
export function rowMean(rows: (judged: Judged) => Float64Array, finish: (mean: number) => number = (mean) => mean): Metric["prepare"] {
  return (judged) => {
    const values = rows(judged);
    return (weight) => finish(weightedMean(values, weight));
  };
}

/** One number per row from its truth and its (single) predicted value. */
export function fromPairs(value: (truth: number, predicted: number) => number): (judged: Judged) => Float64Array {
  return ({ truth, prediction }) => truth.map((y, row) => value(y, prediction.values[row] ?? Number.NaN));
}
