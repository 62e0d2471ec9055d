import { classSums } from "../../kernels/index.ts";
import type { Judged, Metric } from "./metric.ts";
import { classCount, predictedClasses } from "./predicted-class.ts";

/** Weights by class: of rows that are right, that truly belong to it, that are said to. All length classes. */
export interface ClassSums {
  readonly correct: Float64Array;
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
}

/** `prepare` of a metric that depends on the sums per class alone. */
export function fromClassSums(metric: (sums: ClassSums) => number): Metric["prepare"] {
  return (judged: Judged) => {
    const classes = classCount(judged);
    const truth = Int32Array.from(judged.truth);
    const predicted = predictedClasses(judged.prediction);
    const sums = { correct: new Float64Array(classes), truth: new Float64Array(classes), predicted: new Float64Array(classes) };
    return (weight) => {
      classSums(truth, predicted, weight, sums.correct, sums.truth, sums.predicted);
      return metric(sums);
    };
  };
}
