import { type Covariance, LikelihoodMemory, likelihoodData, negativeLogLikelihood, quasiNewton } from "../../../../kernels/index.ts";

/** Most points that a covariance is fitted to: the best, and others evenly from the rest. */
export const MOST_FITTED = 50;
const EVALUATIONS = 18;

/** Centres and deviations of the normal priors on logs. */
const PRIOR = {
  lengthscale: Math.log(0.35),
  lengthscaleDeviation: 1.7,
  signalDeviation: 1,
  noise: Math.log(1e-2),
  noiseDeviation: 2,
} as const;

const LEAST_NOISE = 1e-6;

/** Rows that a covariance is fitted to: the best half, and every so many of the rest. */
function chooseRows(y: Float64Array): Int32Array {
  const order = Int32Array.from(y.keys()).sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0) || a - b);
  if (order.length <= MOST_FITTED) return order.sort();
  const best = MOST_FITTED >> 1;
  const rest = MOST_FITTED - best;
  const step = (order.length - best) / rest;
  return Int32Array.from({ length: MOST_FITTED }, (_, i) => order[i < best ? i : best + Math.floor((i - best) * step)] ?? 0).sort();
}

/**
 * The most likely covariance under weak priors: lengthscales grow with the root of the number of active columns, noise is small unless shown.
 * @param x - [rows, columns] points; @param y - standardised values.
 * @param active - columns that a point has on average: fewer than all where some are conditional.
 * @see Hvarfner, Hellsten and Nardi (2024), "Vanilla Bayesian optimization performs great in high dimensions", ICML 41.
 */
export function fitCovariance(x: Float64Array, y: Float64Array, columns: number, coded: Uint8Array, active: number): Covariance {
  const rows = chooseRows(y);
  const chosen = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) chosen.set(x.subarray(row * columns, (row + 1) * columns), i * columns);
  const data = likelihoodData(
    chosen,
    Float64Array.from(rows, (row) => y[row] ?? 0),
    columns,
    coded,
  );
  const memory = new LikelihoodMemory(rows.length);
  const centre = -2 * (PRIOR.lengthscale + 0.5 * Math.log(active));
  const at = (logs: Float64Array): Covariance => ({
    weight: logs.slice(0, columns).map(Math.exp),
    signal: Math.exp(logs[columns] ?? 0),
    noise: LEAST_NOISE + Math.exp(logs[columns + 1] ?? 0),
  });
  const evaluate = (logs: Float64Array, gradient: Float64Array): number => {
    if (logs.some((value) => Math.abs(value) > 30)) return Number.POSITIVE_INFINITY;
    const covariance = at(logs);
    let value = negativeLogLikelihood(data, covariance, memory, gradient);
    gradient[columns + 1] = ((gradient[columns + 1] ?? 0) * (covariance.noise - LEAST_NOISE)) / covariance.noise;
    const lean = (k: number, mean: number, deviation: number): void => {
      const z = ((logs[k] ?? 0) - mean) / deviation;
      value += 0.5 * z * z;
      gradient[k] = (gradient[k] ?? 0) + z / deviation;
    };
    for (let c = 0; c < columns; c++) lean(c, centre, 2 * PRIOR.lengthscaleDeviation);
    lean(columns, 0, PRIOR.signalDeviation);
    lean(columns + 1, PRIOR.noise, PRIOR.noiseDeviation);
    return value;
  };
  const start = new Float64Array(columns + 2).fill(centre, 0, columns);
  start[columns + 1] = PRIOR.noise;
  return at(quasiNewton(evaluate, start, EVALUATIONS, 1e-3).point);
}
