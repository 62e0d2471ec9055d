import { random } from "../../kernels/index.ts";
import { takePrediction } from "../evaluation/judged-rows.ts";
import type { Prediction } from "../prediction.ts";
import type { Calibration } from "./calibration.ts";

/** Settings of `crossCalibrate`. */
export interface CrossCalibration {
  readonly seed: number;
  /** 5 unless told. */
  readonly folds?: number;
  readonly weight?: Float64Array;
}

/**
 * Calibrated probabilities of the very rows that calibrate, each from a calibration that did not see its row: what to judge on
 * validation, where the calibration itself would look better than it is.
 * @example crossCalibrate(isotonic, prediction, truth, { seed: 1 });
 */
export function crossCalibrate(
  calibration: Calibration,
  prediction: Prediction,
  truth: Float64Array,
  settings: CrossCalibration,
): Prediction {
  const { seed, folds = 5, weight } = settings;
  if (calibration.method === "none" || prediction.rows < 2 * folds) return calibration.fit(prediction, truth, weight).apply(prediction);
  const order = random(seed)
    .fork("cross calibration")
    .shuffle(Int32Array.from({ length: prediction.rows }, (_, row) => row));
  const values = new Float64Array(prediction.values.length);
  for (let fold = 0; fold < folds; fold++) {
    const held = order.filter((_, at) => at % folds === fold);
    const rest = order.filter((_, at) => at % folds !== fold);
    const part = (source: Float64Array): Float64Array => Float64Array.from(rest, (row) => source[row] ?? 0);
    const fitted = calibration.fit(takePrediction(prediction, rest), part(truth), weight === undefined ? undefined : part(weight));
    const answers = fitted.apply(takePrediction(prediction, held)).values;
    held.forEach((row, at) => {
      values.set(answers.subarray(at * prediction.width, (at + 1) * prediction.width), row * prediction.width);
    });
  }
  return { ...prediction, values };
}
