import type { UnitCube } from "../../spaces/unit-cube.ts";
import { rootsOf, type SearchDistribution, whiten } from "./distribution.ts";

/** Learning rates of the method, for d dimensions and a population. */
interface Rates {
  readonly weights: Float64Array;
  readonly effective: number;
  readonly step: number;
  readonly damping: number;
  readonly path: number;
  readonly rankOne: number;
  readonly rankMany: number;
  readonly expectedLength: number;
}

/** Usual number of points of a generation. */
export function populationFor(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

function ratesFor(d: number, population: number): Rates {
  const parents = population >> 1;
  const raw = Float64Array.from({ length: parents }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const total = raw.reduce((sum, value) => sum + value, 0);
  const weights = raw.map((value) => value / total);
  const effective = 1 / weights.reduce((sum, value) => sum + value * value, 0);
  const step = (effective + 2) / (d + effective + 5);
  const rankOne = 2 / ((d + 1.3) ** 2 + effective);
  return {
    weights,
    effective,
    step,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + step,
    path: (4 + effective / d) / (d + 4 + (2 * effective) / d),
    rankOne,
    rankMany: Math.min(1 - rankOne, (2 * (effective - 2 + 1 / effective)) / ((d + 2) ** 2 + effective)),
    expectedLength: Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d)),
  };
}

/** Chances move towards the choices of the better half; none falls below a floor. */
function updateChances(chances: readonly Float64Array[], steps: readonly Float64Array[], rates: Rates, d: number): Float64Array[] {
  return chances.map((own, j) => {
    const levels = own.length;
    if (levels === 0) return own;
    const rate = 1 / (1 + Math.sqrt(d));
    const next = own.map((value) => (1 - rate) * value);
    for (const [i, place] of steps.entries()) {
      const choice = Math.min(levels - 1, Math.floor((place[j] ?? 0) * levels));
      next[choice] = (next[choice] ?? 0) + rate * (rates.weights[i] ?? 0);
    }
    const floor = Math.min(0.05, 0.5 / levels);
    const raised = next.map((value) => Math.max(floor, value));
    const total = raised.reduce((sum, value) => sum + value, 0);
    return raised.map((value) => value / total);
  });
}

/**
 * The distribution after a generation.
 * @param ranked - places of its points, the best first; NaN where a dimension was switched off, which then says nothing.
 * @see Hansen (2016), "The CMA evolution strategy: a tutorial", arXiv:1604.00772.
 */
export function updateDistribution(cube: UnitCube, before: SearchDistribution, ranked: readonly Float64Array[]): SearchDistribution {
  const d = cube.dimensions.length;
  const rates = ratesFor(d, ranked.length);
  const parents = ranked.slice(0, rates.weights.length);
  const steps = parents.map((place) =>
    place.map((value, j) =>
      Number.isNaN(value) || cube.dimensions[j]?.ordered !== true ? 0 : (value - (before.mean[j] ?? 0.5)) / before.stepSize,
    ),
  );
  const mean = new Float64Array(d);
  for (const [i, step] of steps.entries()) for (let j = 0; j < d; j++) mean[j] = (mean[j] ?? 0) + (rates.weights[i] ?? 0) * (step[j] ?? 0);
  const white = whiten(before, mean);
  const keptStep = Math.sqrt(rates.step * (2 - rates.step) * rates.effective);
  const stepPath = before.stepPath.map((value, j) => (1 - rates.step) * value + keptStep * (white[j] ?? 0));
  const length = Math.hypot(...stepPath);
  const generation = before.generation + 1;
  // A long path means that the step size is catching up: the covariance must not learn from it.
  const calm = length / Math.sqrt(1 - (1 - rates.step) ** (2 * generation)) < (1.4 + 2 / (d + 1)) * rates.expectedLength ? 1 : 0;
  const keptPath = calm * Math.sqrt(rates.path * (2 - rates.path) * rates.effective);
  const covariancePath = before.covariancePath.map((value, j) => (1 - rates.path) * value + keptPath * (mean[j] ?? 0));
  const kept = 1 - rates.rankOne - rates.rankMany + (1 - calm) * rates.rankOne * rates.path * (2 - rates.path);
  const covariance = before.covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let many = 0;
    for (const [k, step] of steps.entries()) many += (rates.weights[k] ?? 0) * (step[i] ?? 0) * (step[j] ?? 0);
    return kept * value + rates.rankOne * (covariancePath[i] ?? 0) * (covariancePath[j] ?? 0) + rates.rankMany * many;
  });
  return {
    generation,
    mean: before.mean.map((value, j) => Math.min(1, Math.max(0, value + before.stepSize * (mean[j] ?? 0)))),
    stepSize: Math.min(0.5, Math.max(1e-9, before.stepSize * Math.exp((rates.step / rates.damping) * (length / rates.expectedLength - 1)))),
    covariance,
    covariancePath,
    stepPath,
    ...rootsOf(covariance, d),
    chances: updateChances(before.chances, parents, rates, d),
  };
}
