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

/** A sampler that can be asked for by name and runs the conformance suite. */
export interface RegisteredSampler {
  /** With its usual settings. */
  readonly make: () => Sampler;
  /** With settings that suit the suite's small studies, where the usual ones do not. */
  readonly makeSmall?: () => Sampler;
  /** Checks that do not apply, each with the reason. */
  readonly skip?: Readonly<Partial<Record<SamplerCheck, string>>>;
}

/** Every sampler: a new one is one more line. */
export const allSamplers: readonly RegisteredSampler[] = [
  { make: autoSampler },
  { make: randomSampler, skip: { learning: "it looks at no result" } },
  { make: gridSampler, makeSmall: () => gridSampler({ points: 4 }), skip: { learning: "it looks at no result" } },
  { make: quasiRandomSampler, skip: { learning: "it looks at no result" } },
  { make: tpeSampler },
  { make: gaussianProcessSampler, skip: { objectives: "it models one objective, and refuses several" } },
  { make: cmaSampler },
  { make: evolutionSampler },
  { make: nsga2Sampler, makeSmall: () => nsga2Sampler({ population: 20 }) },
];

/** What a pruner has to know of the trials that it is made for. */
export interface TrialSteps {
  /** Step before which trials are not to be compared. */
  readonly first: number;
  /** Step at which a whole trial ends, or is taken to. */
  readonly last: number;
}

/** Every pruner: a new one is one more line. */
export const allPruners: readonly ((steps: TrialSteps) => Pruner)[] = [
  ({ first }) => medianPruner({ warmUpSteps: first }),
  ({ first, last }) => successiveHalvingPruner({ firstStep: first, lastStep: last }),
  ({ first, last }) => ashaPruner({ firstStep: first, lastStep: last }),
  ({ first, last }) => hyperbandPruner({ firstStep: first, lastStep: last }),
  () => wilcoxonPruner(),
];
