import { MillwrightError } from "../../../errors/index.ts";
import { logExpectedExcess, sobolPoint } from "../../../kernels/index.ts";
import { bestPlaces } from "../samplers/gaussian-process/best-places.ts";
import { lossesOf } from "../samplers/gaussian-process/losses.ts";
import { surrogateOf } from "../samplers/gaussian-process/surrogate.ts";
import { warpSlope } from "../samplers/gaussian-process/warp.ts";
import type { StudySoFar } from "../samplers/sampler.ts";
import { unitCube } from "../spaces/unit-cube.ts";

/** What one more trial may bring. */
export interface ExpectedGain {
  /** Expected improvement of the best, in units of the objective; at least 0. */
  readonly gain: number;
  /** Standard deviation of the noise of one measurement as far as the trials show it, in units of the objective. */
  readonly noise: number;
}

/** Places at which the gain is looked for. */
const PLACES = 512;
/** Trials before which nothing is said. */
const LEAST_TRIALS = 10;

/**
 * What one more trial is expected to bring, and the noise of a measurement, by a Gaussian process of the trials so far: where the gain is
 * far below the noise, the search may stop. For one objective.
 * @returns undefined before 10 trials have ended, and where all of them measured the same.
 * @throws MODELING_SETTING_INVALID for several objectives
 * @example const { gain, noise } = expectedGain(study) ?? { gain: Infinity, noise: 0 };
 */
export function expectedGain(study: StudySoFar): ExpectedGain | undefined {
  if (study.directions.length > 1) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `The expected gain was asked for a study of ${study.directions.length} objectives.`,
      "Stop it by its budget of trials or time.",
    );
  }
  const losses = lossesOf(study);
  const complete = losses.ended.filter(({ trial }) => trial.state === "complete").length;
  if (complete < LEAST_TRIALS) return undefined;
  const cube = unitCube(study.space);
  const surrogate = surrogateOf(cube, study.seed, losses);
  if (surrogate.values.every((value) => value === surrogate.values[0])) return undefined;
  const { process, warp } = surrogate;
  const { places, least, index } = bestPlaces(surrogate, losses.ended);
  const unit = 1 / warpSlope(warp, losses.loss[index] ?? 0);
  const point = new Float64Array(cube.dimensions.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < PLACES; i++) {
    sobolPoint(i, study.seed, point);
    // Half of them around the best known places, where most of what is left to gain lies.
    const centre = i % 2 === 0 ? undefined : places[i % places.length];
    const place = point.map(
      (value, j) => cube.dimensions[j]?.snap(centre === undefined ? value : (centre[j] ?? 0.5) + 0.2 * (value - 0.5)) ?? value,
    );
    const { mean, variance } = process.predict(place);
    const deviation = Math.sqrt(variance);
    largest = Math.max(largest, logExpectedExcess((least - mean) / deviation) + Math.log(deviation));
  }
  return { gain: Math.exp(largest) * unit, noise: Math.sqrt(process.covariance.noise) * unit };
}

/**
 * Whether a search may stop: the expected gain of one more trial is below a share of the noise of a measurement, or below a least gain that
 * is worth having.
 * @param least - in units of the objective; 0 unless told.
 * @param share - of the noise; 0.1 unless told.
 */
export function isGainSpent(expected: ExpectedGain | undefined, least = 0, share = 0.1): boolean {
  return expected !== undefined && expected.gain < Math.max(least, share * expected.noise);
}
