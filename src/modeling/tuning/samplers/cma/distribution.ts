import { type Random, symmetricEigen } from "../../../../kernels/index.ts";
import type { UnitCube } from "../../spaces/unit-cube.ts";

/** Where the method looks now: a normal distribution over the ordered dimensions, and chances of the choices of the others. */
export interface SearchDistribution {
  readonly generation: number;
  readonly mean: Float64Array;
  readonly stepSize: number;
  /** [d, d] */
  readonly covariance: Float64Array;
  readonly covariancePath: Float64Array;
  readonly stepPath: Float64Array;
  /** Root of the covariance by its eigenvectors: rows are vector·√value; and its inverse. */
  readonly root: Float64Array;
  readonly inverseRoot: Float64Array;
  /** Chances of the choices, by dimension; empty for ordered ones. */
  readonly chances: readonly Float64Array[];
}

/** Symmetric root of a covariance and its inverse. */
export function rootsOf(covariance: Float64Array, d: number): { root: Float64Array; inverseRoot: Float64Array } {
  const { values, vectors } = symmetricEigen(covariance, d);
  const root = new Float64Array(d * d);
  const inverseRoot = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    const length = Math.sqrt(Math.max(values[k] ?? 0, 1e-14));
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        const share = (vectors[k * d + i] ?? 0) * (vectors[k * d + j] ?? 0);
        root[i * d + j] = (root[i * d + j] ?? 0) + share * length;
        inverseRoot[i * d + j] = (inverseRoot[i * d + j] ?? 0) + share / length;
      }
    }
  }
  return { root, inverseRoot };
}

/** Before anything is known: round, in the middle of the cube. */
export function firstDistribution({ dimensions }: UnitCube): SearchDistribution {
  const d = dimensions.length;
  const identity = Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
  return {
    generation: 0,
    mean: new Float64Array(d).fill(0.5),
    stepSize: 0.25,
    covariance: identity,
    covariancePath: new Float64Array(d),
    stepPath: new Float64Array(d),
    root: identity,
    inverseRoot: identity,
    chances: dimensions.map(({ ordered, levels }) => new Float64Array(ordered ? 0 : levels).fill(1 / levels)),
  };
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (matrix[i * d + j] ?? 0) * (vector[j] ?? 0);
    return sum;
  });
}

/** y of x = mean + stepSize·y drawn from the covariance, and whitened vectors back. */
export function whiten({ inverseRoot }: SearchDistribution, step: Float64Array): Float64Array {
  return multiply(inverseRoot, step);
}

const MOST_DRAWS = 20;

/** A place drawn from the distribution, drawn again where it leaves the cube, at last cut off at its sides. */
export function drawPlace(distribution: SearchDistribution, { dimensions }: UnitCube, margin: number, stream: Random): Float64Array {
  const { mean, stepSize, root, covariance, chances } = distribution;
  const d = mean.length;
  let place = new Float64Array(d);
  for (let drawn = 0; drawn < MOST_DRAWS; drawn++) {
    const step = multiply(
      root,
      Float64Array.from({ length: d }, () => stream.normal()),
    );
    let inside = true;
    for (const [j, { ordered, levels }] of dimensions.entries()) {
      if (!ordered) continue;
      // A levelled dimension always has some chance of leaving its level.
      const deviation = stepSize * Math.sqrt(covariance[j * d + j] ?? 1);
      const least = levels === Number.POSITIVE_INFINITY ? 0 : margin / levels;
      const widened = deviation < least ? least / Math.max(deviation, 1e-12) : 1;
      const at = (mean[j] ?? 0.5) + stepSize * widened * (step[j] ?? 0);
      if (at < 0 || at > 1) inside = false;
      place[j] = Math.min(1, Math.max(0, at));
    }
    if (inside) break;
  }
  place = place.map((value, j) => {
    const own = chances[j] ?? new Float64Array(0);
    if (own.length === 0) return value;
    let rest = stream.next();
    let choice = 0;
    while (choice < own.length - 1 && rest >= (own[choice] ?? 0)) rest -= own[choice++] ?? 0;
    return (choice + 0.5) / own.length;
  });
  return place;
}
