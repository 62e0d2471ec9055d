/** Kernels of a mixture over the unit cube, in rows. */
export interface ParzenKernels {
  readonly kernels: number;
  readonly columns: number;
  /** [kernels, columns] places; NaN where a kernel is even. */
  readonly places: Float64Array;
  /** log weight of each kernel, less what of its normalisers is the same everywhere. */
  readonly base: Float64Array;
  /** 1 / deviation by column, of all kernels but the last and of the last; 0 where a column is a category. */
  readonly inverse: Float64Array;
  readonly lastInverse: Float64Array;
  /** [kernels, columns] logs of normalisers that only count where a column is switched on; empty where all always are. */
  readonly normalisers: Float64Array;
  /** [columns, 3] of categories: logs of a kernel's own choice, of each other one, and of an even kernel. */
  readonly categories: Float64Array;
}

/**
 * log density of a mixture at a point whose categories are at the centres of their levels; NaN where a column is switched off.
 * @param logs - scratch, length kernels.
 */
export function parzenLogDensity(mixture: ParzenKernels, point: Float64Array, logs: Float64Array): number {
  const { kernels, columns, places, base, inverse, lastInverse, normalisers, categories } = mixture;
  const hasNormalisers = normalisers.length > 0;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0, at = 0; i < kernels; i++) {
    const widths = i === kernels - 1 ? lastInverse : inverse;
    let squares = 0;
    let log = base[i]!;
    for (let j = 0; j < columns; j++, at++) {
      const difference = point[j]! - places[at]!;
      const width = widths[j]!;
      if (width > 0) {
        const z = difference * width;
        // NaN: switched off in the kernel or in the point, where the kernel is even.
        if (!Number.isNaN(z)) {
          squares += z * z;
          if (hasNormalisers) log -= normalisers[at]!;
        }
      } else if (Number.isNaN(difference)) {
        if (!Number.isNaN(point[j]!)) log += categories[3 * j + 2]!;
      } else log += categories[3 * j + (Math.abs(difference) < 1e-9 ? 0 : 1)]!;
    }
    log -= 0.5 * squares;
    logs[i] = log;
    if (log > largest) largest = log;
  }
  let sum = 0;
  for (let i = 0; i < kernels; i++) {
    const rest = logs[i]! - largest;
    if (rest > -30) sum += Math.exp(rest);
  }
  return largest + Math.log(sum);
}
