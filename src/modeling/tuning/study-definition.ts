import type { Pruner } from "./pruners/pruner.ts";
import type { Sampler } from "./samplers/sampler.ts";
import type { SearchSpace } from "./spaces/search-space.ts";
import type { Trial } from "./trial.ts";

export type Direction = "minimize" | "maximize";

/** What a study searches, and how. */
export interface StudyDefinition {
  readonly space: SearchSpace;
  /** One per objective; several make the study look for a Pareto front. */
  readonly directions: readonly Direction[];
  readonly seed: number;
  readonly sampler: Sampler;
  readonly pruner?: Pruner;
  /** Trials that are planned where that is known: `auto` and the stopping rules plan with it. */
  readonly budget?: number;
  /** Trials of earlier studies of the same system: what is learned from them is where to look first. */
  readonly earlier?: readonly Trial[];
}
