import type { Estimator } from "./estimator.ts";

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

/** Every estimator of this room: a new one is one more line. */
export const allEstimators: readonly RegisteredEstimator[] = [];

export { allMetrics } from "./metrics/all-metrics.ts";
