import { rowArgMax } from "../../kernels/index.ts";
import type { Prediction } from "../prediction.ts";
import type { Judged } from "./metric.ts";

/**
 * The class that a prediction names in each row: the most probable one (the first of equal ones).
 * Binary: 1 where P(positive) reaches the threshold.
 */
export function predictedClasses(prediction: Prediction, threshold = 0.5): Int32Array {
  if (prediction.width > 1) return rowArgMax(prediction.values, prediction.rows, prediction.width);
  return Int32Array.from(prediction.values, (probability) => (probability >= threshold ? 1 : 0));
}

/** Number of classes of judged rows. */
export function classCount(judged: Judged): number {
  return Math.max(judged.classes.length, judged.prediction.width, 2);
}
