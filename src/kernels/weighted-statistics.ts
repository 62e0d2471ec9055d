/** Σ w·x ÷ Σ w; NaN without weight. Two sums run side by side, because each waits for its own last addition. */
export function weightedMean(values: Float64Array, weight: Float64Array): number {
  const n = values.length;
  let evenSum = 0;
  let evenTotal = 0;
  let oddSum = 0;
  let oddTotal = 0;
  for (let i = 0; i + 1 < n; i += 2) {
    const even = weight[i]!;
    const odd = weight[i + 1]!;
    evenSum += even * values[i]!;
    evenTotal += even;
    oddSum += odd * values[i + 1]!;
    oddTotal += odd;
  }
  if (n % 2 === 1) {
    evenSum += weight[n - 1]! * values[n - 1]!;
    evenTotal += weight[n - 1]!;
  }
  const total = evenTotal + oddTotal;
  return total > 0 ? (evenSum + oddSum) / total : Number.NaN;
}

/** Σ w·a ÷ Σ w·b; NaN where the denominator is 0. */
export function weightedRatio(above: Float64Array, below: Float64Array, weight: Float64Array): number {
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < above.length; i++) {
    const w = weight[i]!;
    numerator += w * above[i]!;
    denominator += w * below[i]!;
  }
  return denominator > 0 ? numerator / denominator : Number.NaN;
}

/**
 * Median of values that come in ascending `order`: where the running weight passes half, the mean of the two values around
 * where it is exactly half (so that weight 2 equals a repeated row). NaN without weight.
 */
export function weightedMedian(values: Float64Array, order: Int32Array, weight: Float64Array): number {
  let total = 0;
  for (let i = 0; i < weight.length; i++) total += weight[i]!;
  if (!(total > 0)) return Number.NaN;
  const half = total / 2;
  let running = 0;
  let atHalf = Number.NaN;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (weight[row]! === 0) continue;
    if (!Number.isNaN(atHalf)) return (atHalf + values[row]!) / 2;
    running += weight[row]!;
    if (running > half) return values[row]!;
    if (running === half) atHalf = values[row]!;
  }
  return atHalf;
}

/** 1 − Σ w·(y − ŷ)² ÷ Σ w·(y − ȳ)²; NaN where the truth does not vary. `shift` is any number near the truth's mean, for precision. */
export function explainedShare(truth: Float64Array, predicted: Float64Array, weight: Float64Array, shift: number): number {
  let total = 0;
  let sum = 0;
  let squares = 0;
  let errors = 0;
  for (let i = 0; i < truth.length; i++) {
    const w = weight[i]!;
    const y = truth[i]! - shift;
    const e = truth[i]! - predicted[i]!;
    total += w;
    sum += w * y;
    squares += w * y * y;
    errors += w * e * e;
  }
  const variation = squares - (sum * sum) / total;
  return variation > 1e-12 * squares ? 1 - errors / variation : Number.NaN;
}

/** Adds each row's weight to the sums of its true class, its predicted class and, where they are equal, to `correct`; all length classes, overwritten. */
export function classSums(
  truth: Int32Array,
  predicted: Int32Array,
  weight: Float64Array,
  correct: Float64Array,
  trueWeight: Float64Array,
  predictedWeight: Float64Array,
): void {
  correct.fill(0);
  trueWeight.fill(0);
  predictedWeight.fill(0);
  for (let i = 0; i < truth.length; i++) {
    const w = weight[i]!;
    const t = truth[i]!;
    const p = predicted[i]!;
    trueWeight[t]! += w;
    predictedWeight[p]! += w;
    if (t === p) correct[t]! += w;
  }
}

/** Per bin: Σ w, Σ w·x and Σ w·y; all length bins, overwritten. */
export function binSums(
  bin: Int32Array,
  x: Float64Array,
  y: Float64Array,
  weight: Float64Array,
  sums: { readonly weight: Float64Array; readonly x: Float64Array; readonly y: Float64Array },
): void {
  sums.weight.fill(0);
  sums.x.fill(0);
  sums.y.fill(0);
  for (let i = 0; i < bin.length; i++) {
    const w = weight[i]!;
    const b = bin[i]!;
    sums.weight[b]! += w;
    sums.x[b]! += w * x[i]!;
    sums.y[b]! += w * y[i]!;
  }
}

/** Index of the largest value of each row of a row-major matrix; the first of equal ones. */
export function rowArgMax(values: Float64Array, rows: number, columns: number): Int32Array {
  const best = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let index = 0;
    let largest = values[start]!;
    for (let j = 1; j < columns; j++) {
      if (values[start + j]! > largest) {
        largest = values[start + j]!;
        index = j;
      }
    }
    best[i] = index;
  }
  return best;
}
