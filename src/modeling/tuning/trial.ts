import type { ParameterValues } from "./spaces/search-space.ts";

/** "pruned": stopped early by a pruner; "failed": threw, hung, returned NaN or its worker died. */
export type TrialState = "running" | "complete" | "pruned" | "failed";

/** A value reported while a trial was running. */
export interface IntermediateValue {
  /** Epochs, trees, folds or rows so far: whole, at least 0. */
  readonly step: number;
  /** The first objective so far. */
  readonly value: number;
}

/** One evaluation of parameters; plain data that never changes: what happens to a trial makes a new one. */
export interface Trial {
  /** From 0, in the order of the proposals; unique in its study. */
  readonly number: number;
  readonly state: TrialState;
  readonly parameters: ParameterValues;
  /** One per objective where complete, all finite; else empty. */
  readonly values: readonly number[];
  /** By ascending step. */
  readonly intermediate: readonly IntermediateValue[];
  /** Measured constraints, each kept where at most 0; empty where there are none. */
  readonly constraints: readonly number[];
  /** Wall time, once it has ended. */
  readonly seconds?: number;
  /** Why it was pruned or failed. */
  readonly reason?: string;
}

/** Whether every measured constraint is kept. */
export function isFeasible(trial: Trial): boolean {
  return trial.constraints.every((value) => value <= 0);
}
