const LOG_ROOT_TWO_PI = 0.9189385332046727;
const ROOT_HALF = Math.SQRT1_2;

/** Coefficients of erfc(x) = t·exp(−x² + P(t)), t = 1 / (1 + x/2), fitted by Chebyshev; relative error below 1.2e-7. */
const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
] as const;

/** log of erfc(x) for x ≥ 0. */
function logErfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  let sum = 0;
  for (let k = ERFC.length - 1; k >= 0; k--) sum = sum * t + ERFC[k]!;
  return Math.log(t) - x * x + sum;
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z - LOG_ROOT_TWO_PI);
}

/**
 * P(Z ≤ z) of the standard normal, to a relative error of about 1e-7.
 * @see Press et al. (2007), "Numerical Recipes", section 6.2.2.
 */
export function normalProbability(z: number): number {
  const tail = 0.5 * Math.exp(logErfc(Math.abs(z) * ROOT_HALF));
  return z > 0 ? 1 - tail : tail;
}

/** log P(Z ≤ z), also far in the lower tail. */
export function logNormalProbability(z: number): number {
  return z < -1 ? Math.log(0.5) + logErfc(-z * ROOT_HALF) : Math.log(normalProbability(z));
}

/**
 * log of E[max(0, z + Z)], the expected improvement in units of the deviation; finite for any finite z.
 * @see Ament et al. (2023), "Unexpected improvements to expected improvement for Bayesian optimization", NeurIPS 36.
 */
export function logExpectedExcess(z: number): number {
  if (z > -1) return Math.log(normalDensity(z) + z * normalProbability(z));
  // φ(z)·(1 + z·Φ(z)/φ(z)): Φ/φ is Mills' ratio, whose product with z tends to −1.
  const ratio = Math.exp(logNormalProbability(z) + 0.5 * z * z + LOG_ROOT_TWO_PI);
  const rest = z < -25 ? 1 / (z * z + 3) : Math.max(1 + z * ratio, 1e-12);
  return -0.5 * z * z - LOG_ROOT_TWO_PI + Math.log(rest);
}

const CENTRE_A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239,
];
const CENTRE_B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1];
const TAIL_C = [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
const TAIL_D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/**
 * z with P(Z ≤ z) = probability, to about 1e-9 relative; ±Infinity at 0 and 1.
 * @see Acklam (2003), "An algorithm for computing the inverse normal cumulative distribution function".
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0)) return Number.NEGATIVE_INFINITY;
  if (!(probability < 1)) return Number.POSITIVE_INFINITY;
  const edge = 0.02425;
  if (probability < edge || probability > 1 - edge) {
    const tail = Math.sqrt(-2 * Math.log(Math.min(probability, 1 - probability)));
    const value = polynomial(TAIL_C, tail) / polynomial(TAIL_D, tail);
    return probability < edge ? value : -value;
  }
  const q = probability - 0.5;
  return (polynomial(CENTRE_A, q * q) * q) / polynomial(CENTRE_B, q * q);
}
