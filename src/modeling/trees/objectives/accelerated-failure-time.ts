import { MillwrightError } from "../../../errors/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { type ErrorDistribution, errorDistributions } from "./error-distributions.ts";
import { type Labels, type Objective, requireTruth, type ScoreArray, totalWeight } from "./objective.ts";

/** Settings of `acceleratedFailureTime`. */
export interface AcceleratedFailureTimeSettings {
  /** Of the log time around its score; "normal" unless told. */
  readonly distribution?: "normal" | "logistic" | "extreme";
  /** Spread of the log time, above 0; 1 unless told. */
  readonly scale?: number;
}

/** Bounds of derivatives, so that a row far out cannot outweigh all others. */
const LARGEST_GRADIENT = 15;
const LEAST_HESSIAN = 1e-16;
const LEAST_PROBABILITY = 1e-12;

/** Loss of one row with its first two derivatives by the score. */
interface RowLoss {
  readonly loss: number;
  readonly gradient: number;
  readonly hessian: number;
}

/** A time that was seen: −log(f(z) / (σ·t)), z = (log t − s) / σ. */
function seenLoss(score: number, time: number, scale: number, { logDensity, slope, bend }: ErrorDistribution): RowLoss {
  const z = (Math.log(time) - score) / scale;
  return {
    loss: -logDensity(z) + Math.log(scale * time),
    gradient: slope(z) / scale,
    hessian: -bend(z) / scale ** 2,
  };
}

/** A time between two bounds: −log(F(z₂) − F(z₁)). */
function betweenLoss(score: number, lower: number, upper: number, scale: number, distribution: ErrorDistribution): RowLoss {
  const { cumulative, logDensity, slope } = distribution;
  const ends = [lower, upper].map((time) => (Math.log(time) - score) / scale);
  const [low = 0, high = 0] = ends;
  const probability = Math.max(LEAST_PROBABILITY, cumulative(high) - cumulative(low));
  const [densityLow = 0, densityHigh = 0] = ends.map((z) => (Number.isFinite(z) ? Math.exp(logDensity(z)) : 0));
  const [slopeLow = 0, slopeHigh = 0] = ends.map((z) => (Number.isFinite(z) ? Math.exp(logDensity(z)) * slope(z) : 0));
  const gradient = (densityHigh - densityLow) / (scale * probability);
  return {
    loss: -Math.log(probability),
    gradient,
    hessian: gradient ** 2 - (slopeHigh - slopeLow) / (scale ** 2 * probability),
  };
}

/**
 * Time to an event that is known within bounds: predictions are exp(score), the median time for symmetric distributions. `truth` is the
 * earliest and `upper` the latest possible time: equal where the event was seen, Infinity where it had not come yet.
 * @throws MODELING_SETTING_INVALID
 * @see Barnwal, Cho and Hocking (2022), "Survival Regression with Accelerated Failure Time Model in XGBoost", JCGS 31(4).
 * @example boostedTrees({ objective: acceleratedFailureTime({ distribution: "logistic", scale: 0.8 }) });
 */
export function acceleratedFailureTime(settings: AcceleratedFailureTimeSettings = {}): Objective {
  const { distribution = "normal", scale = 1 } = settings;
  checkChoice("acceleratedFailureTime", "distribution", distribution, Object.keys(errorDistributions));
  checkNumber("acceleratedFailureTime", "scale", scale, { above: 0 });
  const errors = errorDistributions[distribution];
  const lossOf = (score: number, { truth, upper }: Labels, row: number): RowLoss => {
    const lower = truth[row] ?? 0;
    const latest = upper?.[row] ?? lower;
    return lower === latest ? seenLoss(score, lower, scale, errors) : betweenLoss(score, lower, latest, scale, errors);
  };
  const loss = (scores: ScoreArray, labels: Labels): number => {
    let sum = 0;
    for (let row = 0; row < labels.rows; row++) sum += (labels.weight?.[row] ?? 1) * lossOf(scores[row] ?? 0, labels, row).loss;
    return sum / totalWeight(labels);
  };
  return {
    name: "accelerated_failure_time",
    settings: { distribution, scale },
    outputs: 1,
    link: "exponential",
    curvature: "exact",
    check: checkTimes,
    initialScores: (labels) => Float64Array.of(bestConstant(labels, loss)),
    gradients: (scores, labels, gradient, hessian) => {
      for (let row = 0; row < labels.rows; row++) {
        const w = labels.weight?.[row] ?? 1;
        const one = lossOf(scores[row] ?? 0, labels, row);
        gradient[row] = w * Math.max(-LARGEST_GRADIENT, Math.min(LARGEST_GRADIENT, one.gradient));
        hessian[row] = w * Math.max(LEAST_HESSIAN, Math.min(LARGEST_GRADIENT, one.hessian));
      }
    },
    loss,
  };
}

function checkTimes(labels: Labels): void {
  requireTruth("accelerated_failure_time", labels, (time) => time >= 0, "times of at least 0");
  const { truth, upper } = labels;
  const wrong = truth.findIndex((lower, row) => {
    const latest = upper?.[row] ?? lower;
    return !(latest >= lower) || latest === 0;
  });
  if (wrong < 0) return;
  throw new MillwrightError(
    "MODELING_TARGET_OUTSIDE",
    `row ${wrong} has the earliest time ${truth[wrong]} and the latest time ${upper?.[wrong] ?? truth[wrong]}.`,
    "The latest time is above 0 and not before the earliest; equal where the event was seen, Infinity where it had not come yet.",
  );
}

/** The constant with the least loss, by golden-section search over the logs of the times. */
function bestConstant(labels: Labels, loss: (scores: ScoreArray, labels: Labels) => number): number {
  const times = [...labels.truth, ...(labels.upper ?? [])].filter((time) => time > 0 && Number.isFinite(time)).map(Math.log);
  let low = times.reduce((least, time) => Math.min(least, time), Infinity) - 3;
  let high = times.reduce((most, time) => Math.max(most, time), -Infinity) + 3;
  if (!Number.isFinite(low)) return 0;
  const at = (score: number): number => loss(new Float64Array(labels.rows).fill(score), labels);
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 40; step++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (at(left) < at(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
