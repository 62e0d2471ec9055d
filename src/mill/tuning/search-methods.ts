import { allPruners, allSamplers, autoSampler, type Pruner, type Sampler, type TrialSteps } from "../../modeling/index.ts";

/** Steps of a single fit (trees, epochs): slow learners start behind, and hardly any is longer. */
const stepsOfFit: TrialSteps = { first: 30, last: 1000 };

/** As the command line takes it. */
const typed = ({ name }: Sampler | Pruner): string => name.replaceAll("_", "-");

const samplers: ReadonlyMap<string, () => Sampler> = new Map(allSamplers.map(({ make }) => [typed(make()), make]));
const pruners: ReadonlyMap<string, (steps: TrialSteps) => Pruner> = new Map(allPruners.map((make) => [typed(make(stepsOfFit)), make]));

/** Samplers that a search can be asked to use. */
export const samplerNames: readonly string[] = [...samplers.keys()];
/** Pruners that a search can be asked to use; "auto" chooses by the folds, "none" gives no trial up. */
export const prunerNames: readonly string[] = ["auto", "none", ...pruners.keys()];

/** A sampler by its name. */
export function samplerByName(name: string): Sampler {
  return (samplers.get(name) ?? autoSampler)();
}

/** A pruner by its name, for trials of so many folds; undefined where none is wanted. With one fold it looks at the steps of its fit. */
export function prunerByName(name: string, folds: number): Pruner | undefined {
  return pruners.get(name)?.(folds > 1 ? { first: 1, last: folds } : stepsOfFit);
}
