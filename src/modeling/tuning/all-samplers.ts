import { ashaPruner } from "./pruners/asha-pruner.ts";
import { hyperbandPruner } from "./pruners/hyperband-pruner.ts";
import { medianPruner } from "./pruners/median-pruner.ts";
import type { Pruner } from "./pruners/pruner.ts";
import { successiveHalvingPruner } from "./pruners/successive-halving-pruner.ts";
import { wilcoxonPruner } from "./pruners/wilcoxon-pruner.ts";
import { autoSampler } from "./samplers/auto-sampler.ts";
import { cmaSampler } from "./samplers/cma-sampler.ts";
import { evolutionSampler } from "./samplers/evolution-sampler.ts";
import { gaussianProcessSampler } from "./samplers/gaussian-process-sampler.ts";
import { gridSampler } from "./samplers/grid-sampler.ts";
import { nsga2Sampler } from "./samplers/nsga2-sampler.ts";
import { quasiRandomSampler } from "./samplers/quasi-random-sampler.ts";
import { randomSampler } from "./samplers/random-sampler.ts";
import type { Sampler } from "./samplers/sampler.ts";
import { tpeSampler } from "./samplers/tpe-sampler.ts";

/** What the conformance suite checks of a sampler; see `samplerContract` in millwright/testing. */
export type SamplerCheck =
  | "range"
  | "determinism"
  | "resume"
  | "parallel"
  | "survival"
  | "repeats"
  | "small"
  | "objectives"
  | "earlier"
  | "learning";

/** A sampler that runs the conformance suite. */
export interface RegisteredSampler {
  readonly make: () => Sampler;
  /** Checks that do not apply, each with the reason. */
  readonly skip?: Readonly<Partial<Record<SamplerCheck, string>>>;
}

/** Every sampler: a new one is one more line. */
export const allSamplers: readonly RegisteredSampler[] = [
  { make: randomSampler, skip: { learning: "it looks at no result" } },
  { make: () => gridSampler({ points: 4 }), skip: { learning: "it looks at no result" } },
  { make: quasiRandomSampler, skip: { learning: "it looks at no result" } },
  { make: () => tpeSampler() },
  { make: () => gaussianProcessSampler(), skip: { objectives: "it models one objective, and refuses several" } },
  { make: () => cmaSampler() },
  { make: () => evolutionSampler() },
  { make: () => nsga2Sampler({ population: 20 }) },
  { make: autoSampler },
];

/** Every pruner, with settings that suit trials of 27 steps. */
export const allPruners: readonly (() => Pruner)[] = [
  () => medianPruner(),
  () => successiveHalvingPruner({ cohort: 9, lastStep: 27 }),
  () => ashaPruner({ lastStep: 27 }),
  () => hyperbandPruner({ lastStep: 27 }),
  () => wilcoxonPruner(),
];
