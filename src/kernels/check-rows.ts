/** Place of the first value that is not finite, or −1. */
export function firstNotFinite(values: Float32Array | Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!(values[i]! - values[i]! === 0)) return i;
  return -1;
}

/** Whether weights are finite, not negative and not all 0. */
export function areWeights(weight: Float64Array): boolean {
  let any = false;
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i]! >= 0 && weight[i]! < Infinity)) return false;
    any ||= weight[i]! > 0;
  }
  return any;
}

/** Place of the first value that is no class code in [0, classes), or −1. */
export function firstNotCode(truth: Float64Array, classes: number): number {
  for (let i = 0; i < truth.length; i++) {
    const code = truth[i]!;
    if ((code | 0) !== code || code < 0 || code >= classes) return i;
  }
  return -1;
}

/** Sum of the rows' weights by class, length classes. */
export function weightByClass(truth: ArrayLike<number>, weight: ArrayLike<number> | undefined, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  for (let i = 0; i < truth.length; i++) sums[truth[i]! | 0]! += weight === undefined ? 1 : weight[i]!;
  return sums;
}
