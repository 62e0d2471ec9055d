import type { Value } from "../../onnx/index.ts";
import type { CalibrationMethod } from "../candidate.ts";
import type { Prediction } from "../prediction.ts";

/** A way to make stated probabilities come true as often as they say. */
export interface Calibration {
  readonly method: CalibrationMethod;
  /**
   * Learns from predictions of rows that the model did not learn from.
   * @param truth - class codes, length rows; @param weight - of each row, 1 where absent.
   * @throws MODELING_ROWS_DIFFER, MODELING_TARGET_EMPTY
   */
  fit(prediction: Prediction, truth: Float64Array, weight?: Float64Array): FittedCalibration;
}

/** A calibration that has learned. */
export interface FittedCalibration {
  readonly method: CalibrationMethod;
  /** Calibrated probabilities, of the same shape. */
  apply(prediction: Prediction): Prediction;
  /** Adds its nodes after a model's float32 [N, K] probabilities; equal to `apply` within float32 rounding. */
  emit(probabilities: Value): Value;
  /** What was learned, for the design document. */
  readonly learned: Readonly<Record<string, number | string>>;
}
