/** A monotone change of values that makes them look more like draws of a normal distribution. */
export interface Warp {
  readonly centre: number;
  readonly scale: number;
  readonly power: number;
  readonly mean: number;
  readonly deviation: number;
}

const POWERS = [-1, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5] as const;

/** Yeo and Johnson's change of one value. */
function bend(value: number, power: number): number {
  if (value >= 0) return power === 0 ? Math.log1p(value) : ((1 + value) ** power - 1) / power;
  const other = 2 - power;
  return -((1 - value) ** other - 1) / other;
}

function quantileOf(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/**
 * The most likely change among a few powers; values that do not differ stay 0.
 * @see Yeo and Johnson (2000), "A new family of power transformations to improve normality or symmetry", Biometrika 87(4).
 */
export function fitWarp(values: Float64Array): Warp {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const centre = quantileOf(sorted, 0.5);
  const spread = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.35;
  const widest = (sorted[n - 1] ?? 0) - (sorted[0] ?? 0);
  const scale = spread > 1e-9 * widest ? spread : widest > 0 ? widest : 1;
  let best: Warp = { centre, scale, power: 1, mean: 0, deviation: 1 };
  let bestLikelihood = Number.NEGATIVE_INFINITY;
  for (const power of POWERS) {
    let sum = 0;
    let squares = 0;
    let logSlope = 0;
    for (const value of values) {
      const scaled = (value - centre) / scale;
      const bent = bend(scaled, power);
      sum += bent;
      squares += bent * bent;
      logSlope += Math.sign(scaled) * Math.log1p(Math.abs(scaled));
    }
    const mean = sum / n;
    const variance = squares / n - mean * mean;
    if (!(variance > 1e-12)) continue;
    const likelihood = -0.5 * n * Math.log(variance) + (power - 1) * logSlope;
    if (likelihood > bestLikelihood) {
      bestLikelihood = likelihood;
      best = { centre, scale, power, mean, deviation: Math.sqrt(variance) };
    }
  }
  return best;
}

/** Changed values, standardised. */
export function applyWarp({ centre, scale, power, mean, deviation }: Warp, values: Float64Array): Float64Array {
  return values.map((value) => (bend((value - centre) / scale, power) - mean) / deviation);
}
