import type { Random } from "../../../kernels/index.ts";
import type { ParameterValues } from "../spaces/search-space.ts";
import { keepsConstraints, unitCube } from "../spaces/unit-cube.ts";
import { drawValues, isTaken, settle } from "./draw-points.ts";
import { type Observation, observe } from "./observations.ts";
import { ParzenEstimator } from "./parzen-estimator.ts";
import { rankTrials } from "./rank-trials.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";

/** Settings of `tpeSampler`. */
export interface TpeSettings {
  /** Trials that are drawn evenly before anything is learned; 10 unless told. */
  readonly startTrials?: number;
  /** Points that are drawn from the good ones' density, of which the most promising is taken; 24 unless told. */
  readonly candidates?: number;
  /** Share of the trials that counts as good, at most 25 of them; 0.1 unless told. */
  readonly goodShare?: number;
}

const MOST_GOOD = 25;

/** The newest 25 trials count fully, older ones less: what was tried long ago says less about where to look now. */
function recencyWeights(count: number): Float64Array {
  const older = count - MOST_GOOD;
  return Float64Array.from({ length: count }, (_, i) => (older <= 1 || i >= older ? 1 : 1 / count + ((1 - 1 / count) * i) / (older - 1)));
}

/** Good trials and the rest, running ones among the rest: another worker is there already (the "constant liar"). */
function splitByRank(study: StudySoFar, goodShare: number): { good: Observation[]; rest: Observation[] } {
  const observations = observe(study);
  const ranked = rankTrials(
    observations.map(({ trial }) => trial),
    study.directions,
  ).filter(({ state }) => state !== "failed");
  const wanted = Math.min(MOST_GOOD, Math.ceil(goodShare * ranked.length));
  const best = new Set(ranked.slice(0, wanted));
  return { good: observations.filter(({ trial }) => best.has(trial)), rest: observations.filter(({ trial }) => !best.has(trial)) };
}

/** Of points drawn from the good ones' density, the one where it is largest beside the others'. */
function mostPromising(study: StudySoFar, stream: Random, candidates: number, goodShare: number): ParameterValues {
  const cube = unitCube(study.space);
  const taken = isTaken(study);
  const { good, rest } = splitByRank(study, goodShare);
  const placesOf = (list: readonly Observation[]): Float64Array[] => list.map(({ point }) => point);
  const likely = new ParzenEstimator(cube, placesOf(good), new Float64Array(good.length).fill(1), 1);
  const unlikely = new ParzenEstimator(cube, placesOf(rest), recencyWeights(rest.length), 1);
  const drawn = new Float64Array(cube.dimensions.length);
  let best: ParameterValues | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < candidates; i++) {
    likely.sample(stream, drawn);
    const { values, point } = settle(cube, drawn);
    if (!keepsConstraints(study.space, values) || taken(values)) continue;
    const score = likely.logDensity(point) - unlikely.logDensity(point);
    if (score > bestScore) {
      bestScore = score;
      best = values;
    }
  }
  for (let repeats = 0; best === undefined && repeats < 200; repeats++) {
    const values = drawValues(cube, stream);
    if (!taken(values)) best = values;
  }
  return best ?? drawValues(cube, stream);
}

/**
 * Tree-structured Parzen estimator: models where good trials lie and where the others do, all parameters together, and looks where the
 * first density is largest beside the second. Conditional parameters, several objectives and measured constraints are taken as they come.
 * @see Bergstra et al. (2011), "Algorithms for hyper-parameter optimization", NeurIPS 24; Watanabe (2023), "Tree-structured Parzen estimator".
 * @see Ozaki et al. (2022), "Multiobjective tree-structured Parzen estimator", JAIR 73.
 * @example tpeSampler({ startTrials: 20 })
 */
export function tpeSampler(settings: TpeSettings = {}): Sampler {
  const { startTrials = 10, candidates = 24, goodShare = 0.1 } = settings;
  return {
    name: "tpe",
    settings: { startTrials, candidates, goodShare },
    propose(study, stream) {
      const finished = observe(study).filter(({ trial }) => trial.state === "complete" || trial.state === "pruned").length;
      if (finished < startTrials) return drawUntaken(study, stream);
      return mostPromising(study, stream, candidates, goodShare);
    },
  };
}

function drawUntaken(study: StudySoFar, stream: Random): ParameterValues {
  const cube = unitCube(study.space);
  const taken = isTaken(study);
  let values = drawValues(cube, stream);
  for (let repeats = 0; repeats < 200 && taken(values); repeats++) values = drawValues(cube, stream);
  return values;
}
