/** Distribution of a standardised error z. */
export interface ErrorDistribution {
  readonly logDensity: (z: number) => number;
  readonly cumulative: (z: number) => number;
  /** f′ / f. */
  readonly slope: (z: number) => number;
  /** Derivative of f′ / f. */
  readonly bend: (z: number) => number;
}

/**
 * Φ(z) by its series near 0 and the continued fraction of the tail beyond; relative error below 1e-12.
 * @see Abramowitz and Stegun (1964), 26.2.10 and 26.2.14.
 */
function normalCumulative(z: number): number {
  if (z === Infinity) return 1;
  if (z === -Infinity) return 0;
  const size = Math.abs(z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (size < 4) {
    let term = size;
    let sum = size;
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return z >= 0 ? 0.5 + density * sum : 0.5 - density * sum;
  }
  let fraction = size;
  for (let k = 60; k >= 1; k--) fraction = size + k / fraction;
  return z >= 0 ? 1 - density / fraction : density / fraction;
}

function logisticCumulative(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** Distributions of the log time around its centre. "extreme" is that of the smallest of many, whose times are Weibull's. */
export const errorDistributions: Readonly<Record<"normal" | "logistic" | "extreme", ErrorDistribution>> = {
  normal: {
    logDensity: (z) => (-z * z) / 2 - Math.log(2 * Math.PI) / 2,
    cumulative: normalCumulative,
    slope: (z) => -z,
    bend: () => -1,
  },
  logistic: {
    logDensity: (z) => -Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z))),
    cumulative: logisticCumulative,
    slope: (z) => 1 - 2 * logisticCumulative(z),
    bend: (z) => -2 * logisticCumulative(z) * logisticCumulative(-z),
  },
  extreme: {
    logDensity: (z) => z - Math.exp(z),
    cumulative: (z) => -Math.expm1(-Math.exp(z)),
    slope: (z) => 1 - Math.exp(z),
    bend: (z) => -Math.exp(z),
  },
};
