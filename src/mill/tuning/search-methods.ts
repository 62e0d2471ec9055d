import {
  ashaPruner,
  autoSampler,
  cmaSampler,
  evolutionSampler,
  gaussianProcessSampler,
  gridSampler,
  hyperbandPruner,
  medianPruner,
  nsga2Sampler,
  type Pruner,
  quasiRandomSampler,
  randomSampler,
  type Sampler,
  successiveHalvingPruner,
  tpeSampler,
  wilcoxonPruner,
} from "../../modeling/index.ts";

/** Samplers by the name that the command line takes. */
const samplers: ReadonlyMap<string, () => Sampler> = new Map<string, () => Sampler>([
  ["auto", autoSampler],
  ["random", randomSampler],
  ["grid", gridSampler],
  ["quasi-random", quasiRandomSampler],
  ["tpe", tpeSampler],
  ["gaussian-process", gaussianProcessSampler],
  ["cma", cmaSampler],
  ["evolution", evolutionSampler],
  ["nsga2", nsga2Sampler],
]);

/** Steps of a single fit (trees, epochs) before which trials are not compared: slow learners start behind. */
const firstStep = 30;
/** Steps that a single fit is taken to have at most. */
const lastStep = 1000;

/** Pruners by name, for trials of so many folds; with a single fold they look at the steps of its fit. */
const pruners: ReadonlyMap<string, (folds: number) => Pruner | undefined> = new Map<string, (folds: number) => Pruner | undefined>([
  ["none", () => undefined],
  ["median", (folds) => medianPruner({ warmUpSteps: folds > 1 ? 1 : firstStep })],
  ["successive-halving", (folds) => successiveHalvingPruner({ firstStep: folds > 1 ? 1 : firstStep })],
  ["asha", (folds) => ashaPruner({ firstStep: folds > 1 ? 1 : firstStep })],
  ["hyperband", (folds) => hyperbandPruner(folds > 1 ? { lastStep: folds } : { firstStep, lastStep })],
  ["wilcoxon", () => wilcoxonPruner()],
]);

export const samplerNames: readonly string[] = [...samplers.keys()];
export const prunerNames: readonly string[] = ["auto", ...pruners.keys()];

/** A sampler by its name. */
export function samplerByName(name: string): Sampler {
  return (samplers.get(name) ?? autoSampler)();
}

/** A pruner by its name; undefined where none is wanted. */
export function prunerByName(name: string, folds: number): Pruner | undefined {
  return pruners.get(name)?.(folds);
}
