import { type Covariance, JITTER } from "./gaussian-process.ts";

const ROOT_FIVE = Math.sqrt(5);
const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Points whose covariance is fitted: squared differences by column, made once. */
export interface LikelihoodData {
  readonly rows: number;
  readonly columns: number;
  /** [pairs i > j, columns] squared differences, pairs by i, then j. */
  readonly squares: Float64Array;
  readonly y: Float64Array;
}

/** Squared differences of all pairs of rows; columns of codes differ by 0 or 1. */
export function likelihoodData(x: Float64Array, y: Float64Array, columns: number, coded: Uint8Array): LikelihoodData {
  const rows = y.length;
  const squares = new Float64Array(((rows * (rows - 1)) / 2) * columns);
  let at = 0;
  for (let i = 1; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      for (let c = 0; c < columns; c++) {
        const difference = x[i * columns + c]! - x[j * columns + c]!;
        squares[at++] = coded[c] === 1 ? Number(difference !== 0) : difference * difference;
      }
    }
  }
  return { rows, columns, squares, y };
}

/** Inverse and log determinant of a symmetric positive matrix, in place (full, row-major); false where it is not positive. */
function invert(a: Float64Array, n: number, scratch: Float64Array): number | undefined {
  let logDeterminant = 0;
  // L in the lower triangle.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0, p = i * n, q = j * n; k < j; k++) sum -= a[p + k]! * a[q + k]!;
      if (i === j) {
        if (!(sum > 0)) return undefined;
        logDeterminant += Math.log(sum);
        a[i * n + i] = Math.sqrt(sum);
      } else a[i * n + j] = sum / a[j * n + j]!;
    }
  }
  // scratch ← L⁻¹, rows.
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) scratch[row + j] = 0;
    for (let k = 0; k < i; k++) {
      const share = a[row + k]!;
      for (let j = 0, from = k * n; j <= k; j++) scratch[row + j]! -= share * scratch[from + j]!;
    }
    const pivot = 1 / a[row + i]!;
    for (let j = 0; j < i; j++) scratch[row + j]! *= pivot;
    scratch[row + i] = pivot;
  }
  // a ← L⁻ᵀL⁻¹, lower triangle.
  for (let i = 0; i < n; i++) a.fill(0, i * n, i * n + i + 1);
  for (let k = 0; k < n; k++) {
    const from = k * n;
    for (let i = 0; i <= k; i++) {
      const share = scratch[from + i]!;
      for (let j = 0, row = i * n; j <= i; j++) a[row + j]! += share * scratch[from + j]!;
    }
  }
  return logDeterminant;
}

/** Memory that `negativeLogLikelihood` works in. */
export class LikelihoodMemory {
  readonly matrix: Float64Array;
  readonly scratch: Float64Array;
  readonly slopes: Float64Array;
  readonly alpha: Float64Array;

  constructor(rows: number) {
    this.matrix = new Float64Array(rows * rows);
    this.scratch = new Float64Array(rows * rows);
    this.slopes = new Float64Array((rows * (rows - 1)) / 2);
    this.alpha = new Float64Array(rows);
  }
}

/**
 * Negative log likelihood of the values under the covariance, in nats; writes its derivatives by log weight (length columns), then by
 * log signal and log noise. Infinity where the covariance is not positive.
 * @see Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", section 5.4.1.
 */
export function negativeLogLikelihood(
  data: LikelihoodData,
  covariance: Covariance,
  memory: LikelihoodMemory,
  gradient: Float64Array,
): number {
  const { rows: n, columns: d, squares, y } = data;
  const { weight, signal, noise } = covariance;
  const { matrix, scratch, slopes, alpha } = memory;
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = 0; j < i; j++, pair++) {
      let square = 0;
      for (let c = 0, at = pair * d; c < d; c++) square += weight[c]! * squares[at + c]!;
      const r = ROOT_FIVE * Math.sqrt(square);
      const decay = signal * Math.exp(-r);
      matrix[i * n + j] = decay * (1 + r + (r * r) / 3);
      // Derivative by log weight c is −(this)·weight c·square c / 2.
      slopes[pair] = (5 / 3) * decay * (1 + r);
    }
    matrix[i * n + i] = signal * (1 + JITTER) + noise;
  }
  const logDeterminant = invert(matrix, n, scratch);
  gradient.fill(0);
  if (logDeterminant === undefined) return Number.POSITIVE_INFINITY;
  let fit = 0;
  let trace = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += matrix[i * n + j]! * y[j]!;
    for (let j = i + 1; j < n; j++) sum += matrix[j * n + i]! * y[j]!;
    alpha[i] = sum;
    fit += sum * y[i]!;
    trace += matrix[i * n + i]!;
  }
  let size = 0;
  for (let i = 0, pair = 0; i < n; i++) {
    size += alpha[i]! * alpha[i]!;
    for (let j = 0; j < i; j++, pair++) {
      // ½·tr((K⁻¹ − ααᵀ)·∂K), each pair twice.
      const share = -0.5 * (matrix[i * n + j]! - alpha[i]! * alpha[j]!) * slopes[pair]!;
      for (let c = 0, at = pair * d; c < d; c++) gradient[c]! += share * squares[at + c]!;
    }
  }
  for (let c = 0; c < d; c++) gradient[c]! *= weight[c]!;
  gradient[d + 1] = 0.5 * noise * (trace - size);
  // tr(K⁻¹·∂K) by log signal is n − noise·tr(K⁻¹); by its fit, αᵀKα − noise·|α|².
  gradient[d] = 0.5 * (n - noise * trace - (fit - noise * size));
  return 0.5 * (fit + logDeterminant + n * LOG_TWO_PI);
}
