import type { FeatureOutput } from "../data/index.ts";
import type { FeatureMatrix } from "../kernels/index.ts";
import type { Value } from "../onnx/index.ts";
import type { Prediction } from "./prediction.ts";
import type { TaskShape } from "./tasks/task.ts";

/** What a learner learns from. */
export interface Examples {
  readonly features: FeatureMatrix;
  /** Class codes or values, length rows. */
  readonly truth: Float64Array;
  /** Importance of each row when it is learned from; 1 where absent. */
  readonly weight?: Float64Array;
  /** Query of each row, rows of one query side by side: for learners that rank. */
  readonly group?: Int32Array;
  /**
   * Times to an event: the latest that each may be, where the truth is the earliest. Equal to it where the event was seen, Infinity where
   * it had not come yet.
   */
  readonly upper?: Float64Array;
}

/** Progress of one fit. */
export interface FitProgress {
  readonly step: number;
  readonly steps: number;
  /** Training or validation loss, by name. */
  readonly values: Readonly<Record<string, number>>;
  /** Loss on the validation rows so far, lower is better, where there are such rows: tuning gives up a fit that falls behind by it. */
  readonly validationLoss?: number;
}

/** What a fit may use beside its examples. */
export interface FitContext {
  readonly task: TaskShape;
  readonly seed: number;
  /** For early stopping and choosing penalties; never learned from. */
  readonly validation?: Examples;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FitProgress) => void;
}

/** Settings of a learner. Immutable; fitting returns something else. */
export interface Estimator<Model extends Fitted = Fitted> {
  /** "logistic_regression" */
  readonly name: string;
  /** Plain data: what was chosen, for the ledger. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tasks: readonly TaskShape["kind"][];
  /** Which feature columns it can learn from: numbers, bags, and dense columns of category codes. */
  readonly accepts: readonly ("dense" | "sparse" | "categories")[];
  /** @throws MODELING_… on examples that it cannot learn from. */
  fit(examples: Examples, context: FitContext): Promise<Model>;
}

/** What was learned. */
export interface Fitted {
  readonly name: string;
  /** Predicts in the trainer's own code; equal to the graph within float32 rounding. */
  predict(features: FeatureMatrix): Prediction;
  /**
   * Adds the model's nodes: float32 [N, K] probabilities (binary: [N, 1], P(positive)) or [N, 1] values.
   * `features.sparse.index` may hold `sparseWidth` as padding.
   */
  emit(features: FeatureOutput): Value;
  /**
   * Adds what `predict` says of `low` and `high`, float32 [N, 1] each, where the model has bounds of its own.
   * @param value - what `emit` gave.
   */
  emitBounds?(features: FeatureOutput, value: Value): { readonly low: Value; readonly high: Value };
  /** Importance of each dense column where the model has one, length dense columns. */
  readonly importance?: Float64Array;
  /** Counts and chosen penalties, for the design document: { parameters: 16, iterations: 9, … }. */
  readonly learned: Readonly<Record<string, number | string>>;
}
