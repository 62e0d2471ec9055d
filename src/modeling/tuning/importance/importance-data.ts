import { type Observation, observe } from "../samplers/observations.ts";
import type { SearchSpace } from "../spaces/search-space.ts";
import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/** How much of the differences between trials a parameter explains. */
export interface ParameterImportance {
  readonly name: string;
  /** A share, in [0, 1]. */
  readonly importance: number;
}

/** Complete trials of the space with their losses: lower is better. */
export interface ImportanceData {
  readonly observations: readonly Observation[];
  readonly loss: Float64Array;
}

/** What importance is worked out from. @param objective - number of the objective, from 0. */
export function importanceData(
  space: SearchSpace,
  directions: readonly Direction[],
  trials: readonly Trial[],
  objective: number,
): ImportanceData {
  const sign = directions[objective] === "maximize" ? -1 : 1;
  const complete = trials.filter(({ state }) => state === "complete");
  const observations = observe({ space, directions, seed: 0, number: 0, trials: complete });
  return { observations, loss: Float64Array.from(observations, ({ trial }) => sign * (trial.values[objective] ?? Number.NaN)) };
}

/** Largest first; equal ones in the order of the space. */
export function byImportance(list: readonly ParameterImportance[]): readonly ParameterImportance[] {
  return list.toSorted((a, b) => b.importance - a.importance);
}
