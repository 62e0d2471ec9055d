import { MillwrightError } from "../../../errors/index.ts";
import type { Random } from "../../../kernels/index.ts";
import type { ParameterValues } from "../spaces/search-space.ts";
import { unitCube } from "../spaces/unit-cube.ts";
import { drawValues, firstNew, isTaken } from "./draw-points.ts";
import { bestPlaces } from "./gaussian-process/best-places.ts";
import { type Losses, lossesOf } from "./gaussian-process/losses.ts";
import { type Effort, maximiseGain } from "./gaussian-process/maximise-gain.ts";
import { processPoint, surrogateOf } from "./gaussian-process/surrogate.ts";
import { quasiRandomSampler } from "./quasi-random-sampler.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";

/** Settings of `gaussianProcessSampler`. */
export interface GaussianProcessSettings {
  /** Trials of a quasi-random sequence before anything is learned; 5 unless told. */
  readonly startTrials?: number;
}

/** Few points, well improved: looking harder for the largest expected gain found no better trials, and cost more. */
const EFFORT: Effort = { even: 8, near: 12, improved: 1, steps: 10 };

function proposeByGain(study: StudySoFar, losses: Losses, stream: Random): ParameterValues | undefined {
  const cube = unitCube(study.space);
  const surrogate = surrogateOf(cube, study.seed, losses);
  const { process } = surrogate;
  const { places, least } = bestPlaces(surrogate, losses.ended);
  // Running trials count as if they had found what is expected of them.
  const seen = process.count;
  const believed = Array.from(surrogate.values);
  for (const { point } of losses.running) {
    const place = processPoint(point);
    believed.push(process.mean(place));
    process.addPoint(place);
  }
  if (process.count > seen) process.setValues(believed);
  const problem = { process, cube, best: least, centres: places, taken: isTaken(study) };
  const values = maximiseGain(problem, EFFORT, stream);
  process.truncate(seen);
  return values;
}

/**
 * Bayesian optimisation: a Gaussian process (Matérn 5/2, a lengthscale per parameter; categories differ or do not) of the losses, which
 * are first bent towards a normal distribution, and the point with the largest expected improvement. For one objective and up to some
 * hundred trials. Noise is learned: the best so far is the least mean, not the luckiest measurement.
 * @see Snoek, Larochelle and Adams (2012), "Practical Bayesian optimization of machine learning algorithms", NeurIPS 25.
 * @see Ament et al. (2023), "Unexpected improvements to expected improvement for Bayesian optimization", NeurIPS 36.
 * @throws MODELING_SETTING_INVALID when proposing for several objectives
 * @example gaussianProcessSampler()
 */
export function gaussianProcessSampler({ startTrials = 5 }: GaussianProcessSettings = {}): Sampler {
  const start = quasiRandomSampler();
  return {
    name: "gaussian_process",
    settings: { startTrials },
    propose(study, stream) {
      if (study.directions.length > 1) {
        throw new MillwrightError(
          "MODELING_SETTING_INVALID",
          `gaussian_process was given ${study.directions.length} objectives.`,
          "Give one, or take tpeSampler() or nsga2Sampler().",
        );
      }
      const cube = unitCube(study.space);
      const known = (study.earlier?.length ?? 0) + study.trials.length;
      const losses = lossesOf(study);
      const ended = losses.ended.reduce((count, { trial }) => count + Number(trial.state === "complete"), 0);
      if (known < startTrials || ended < 2) return start.propose(study, stream);
      return proposeByGain(study, losses, stream) ?? firstNew(study, stream, () => drawValues(cube, stream));
    },
  };
}
