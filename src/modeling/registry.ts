import type { Estimator } from "./estimator.ts";
import type { Metric } from "./metrics/metric.ts";
import type { TaskShape } from "./tasks/task.ts";

/** What the conformance suite checks of an estimator; see `estimatorContract` in millwright/testing. */
export type EstimatorCheck =
  | "settings"
  | "immutability"
  | "determinism"
  | "parity"
  | "abort"
  | "one-row"
  | "constant-target"
  | "wrong-task";

/** An estimator that runs the conformance suite. */
export interface RegisteredEstimator {
  /** With settings that fit a few hundred rows within a second. */
  readonly make: () => Estimator;
  /** Checks that do not apply, each with the reason. */
  readonly skip?: Readonly<Partial<Record<EstimatorCheck, string>>>;
}

/** A metric that runs the conformance suite. */
export interface RegisteredMetric {
  readonly metric: Metric;
  readonly tasks: readonly TaskShape["kind"][];
}

/** Every estimator of this room: a new one is one more line. */
export const allEstimators: readonly RegisteredEstimator[] = [];

/** Every metric of this room: a new one is one more line. */
export const allMetrics: readonly RegisteredMetric[] = [];
