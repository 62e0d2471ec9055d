/** What a model says about rows: row-major [rows, width]. Binary: P(positive), width 1. Multiclass: P(class), width K. Regression: the value, width 1. */
export interface Prediction {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
  /** Regression with intervals: bounds, length rows. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}
