import type { TuningImportance } from "../../design/index.ts";
import { fanova, pedAnova, type StudyDefinition, type Trial } from "../../modeling/index.ts";

/** Complete trials below which importances would be noise. */
const least = 10;
/** Interactions that are told. */
const mostInteractions = 6;

/** Points of a marginal curve. */
const curvePoints = 30;

/** What the first objective depends on; undefined with too few trials or where all values are the same. */
export function importanceOf({ space, directions, seed }: StudyDefinition, trials: readonly Trial[]): TuningImportance | undefined {
  const complete = trials.filter(({ state }) => state === "complete");
  if (complete.length < least || new Set(complete.map(({ values }) => values[0])).size < 3) return undefined;
  const variance = fanova(space, directions, trials, { seed });
  const names = variance.parameters.map(({ name }) => name);
  const near = pedAnova(space, directions, trials, { quantile: Math.max(0.1, Math.min(0.5, least / complete.length)) });
  return {
    parameters: variance.parameters.map(({ name, importance }) => ({ name, share: importance })),
    interactions: variance
      .interactions()
      .filter(({ importance }) => importance > 0.005)
      .slice(0, mostInteractions)
      .map(({ names: pair, importance }) => ({ names: pair, share: importance })),
    nearBest: names.map((name) => ({ name, share: near.find((one) => one.name === name)?.importance ?? 0 })),
    marginals: names.map((name) => {
      const { values, mean, deviation } = variance.marginal(name, curvePoints);
      return { name, points: values.map((value, at) => ({ value, mean: mean[at] ?? Number.NaN, deviation: deviation[at] ?? 0 })) };
    }),
  };
}
