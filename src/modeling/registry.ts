import { majority } from "./baselines/majority.ts";
import { mean } from "./baselines/mean.ts";
import { median } from "./baselines/median.ts";
import { prior } from "./baselines/prior.ts";
import { randomGuess } from "./baselines/random-guess.ts";
import type { Estimator } from "./estimator.ts";

/** What the conformance suite checks of an estimator; see `estimatorContract` in millwright/testing. */
export type EstimatorCheck =
  | "settings"
  | "immutability"
  | "determinism"
  | "prediction"
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
export const allEstimators: readonly RegisteredEstimator[] = [
  { make: randomGuess, skip: { parity: "a graph cannot draw; it emits the constant answer instead" } },
  { make: prior },
  { make: majority },
  { make: mean },
  { make: median },
];

export { allMetrics } from "./metrics/all-metrics.ts";
