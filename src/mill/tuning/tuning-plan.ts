import type { SearchSpace } from "../../modeling/index.ts";

/** What a trial is judged by: the task's primary metric, microseconds for a single row, megabytes of the graph. */
export const objectiveKinds = ["quality", "latency", "size"] as const;
export type ObjectiveKind = (typeof objectiveKinds)[number];

/** How a candidate is tuned; plain data, so that workers elsewhere can be told. */
export interface TuningPlan {
  readonly candidate: string;
  readonly seed: number;
  /** Folds of the training rows; 1 holds about a quarter out. */
  readonly folds: number;
  /** Times that the rows are divided into folds anew. */
  readonly repeats: number;
  /** The first is what the search is for; several give a Pareto front. */
  readonly objectives: readonly ObjectiveKind[];
  readonly sampler: string;
  readonly pruner: string;
  /** No more trials than this in all. */
  readonly trials: number;
  /** Whether the smallest of the trials that are about as good as the best is chosen: sizes are measured then. */
  readonly oneStandardError: boolean;
  /** A trial that takes longer has failed. */
  readonly timeLimitSeconds: number;
  /** A trial that needs more has failed. */
  readonly memoryMegabytes: number;
  /** Threads that a trial's kernels may use; results are the same with any number. */
  readonly threads: number;
}

/** A space as plain data: what is compared when a study goes on, and what the pictures' axes are. */
export function plainSpace(space: SearchSpace): Readonly<Record<string, unknown>> {
  return { parameters: space.parameters, constraints: space.constraints.map(({ name, holds }) => `${name}: ${holds}`) };
}
