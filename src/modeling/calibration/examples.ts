import { MillwrightError } from "../../errors/index.ts";
import type { Prediction } from "../prediction.ts";

/** The weight of each row, 1 where none is given. @throws MODELING_ROWS_DIFFER, MODELING_TARGET_EMPTY */
export function calibrationWeights(prediction: Prediction, truth: Float64Array, weight: Float64Array | undefined): Float64Array {
  const given = weight ?? new Float64Array(truth.length).fill(1);
  if (prediction.rows !== truth.length || given.length !== truth.length) {
    throw new MillwrightError(
      "MODELING_ROWS_DIFFER",
      `there are ${prediction.rows} predictions, ${truth.length} truths and ${given.length} weights.`,
      "Give the predictions and truths of the same rows.",
    );
  }
  if (truth.length > 0) return given;
  throw new MillwrightError("MODELING_TARGET_EMPTY", "there are no rows to calibrate on.", "Calibrate on the validation rows.");
}

/** For each column of the predictions: the stated probabilities and whether the class was true. Binary has one column, of the positive class. */
export function columnsOf({ rows, width, values }: Prediction, truth: Float64Array): { stated: Float64Array; observed: Float64Array }[] {
  return Array.from({ length: width }, (_, column) => ({
    stated: Float64Array.from({ length: rows }, (_, row) => values[row * width + column] ?? 0),
    observed: truth.map((code) => (code === (width === 1 ? 1 : column) ? 1 : 0)),
  }));
}

/**
 * Targets a little inside 0 and 1, as if one more row of each class had been seen, so that no probability becomes certain.
 * @see Platt (1999), "Probabilistic Outputs for Support Vector Machines", section 2.2.
 */
export function smoothedTargets(observed: Float64Array, weight: Float64Array): { low: number; high: number } {
  let positives = 0;
  let negatives = 0;
  observed.forEach((label, row) => {
    if (label === 1) positives += weight[row] ?? 0;
    else negatives += weight[row] ?? 0;
  });
  return { low: 1 / (negatives + 2), high: (positives + 1) / (positives + 2) };
}
