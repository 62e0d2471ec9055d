const ROOT_FIVE = Math.sqrt(5);
const LOG_TWO_PI = Math.log(2 * Math.PI);
/** Added to the diagonal in units of the signal's variance, so that repeated points do not make it singular. */
const JITTER = 1e-8;

/** Settings of the covariance: signal² · Matérn 5/2 of √(Σ weight·difference²), and noise. */
export interface Covariance {
  /** 1 / lengthscale² by column, length columns. */
  readonly weight: Float64Array;
  readonly signal: number;
  /** Variance of the noise. */
  readonly noise: number;
}

/** What is known of a function, as a Gaussian process that can take in one point after the other. */
export class GaussianProcess {
  readonly columns: number;
  readonly covariance: Covariance;
  /** 1 where a column holds codes, whose difference is 0 or 1. */
  readonly #coded: Uint8Array;
  #capacity = 0;
  count = 0;
  #x = new Float64Array(0);
  /** L⁻¹ of the covariance's Cholesky factor, row-major lower triangle, stride = capacity. */
  #inverse = new Float64Array(0);
  #y = new Float64Array(0);
  /** K⁻¹y, and the vectors of the last `predict`. */
  #alpha = new Float64Array(0);
  #k = new Float64Array(0);
  #v = new Float64Array(0);
  #slope = new Float64Array(0);
  readonly #isPlain: boolean;

  constructor(columns: number, coded: Uint8Array, covariance: Covariance) {
    this.columns = columns;
    this.#coded = coded;
    this.#isPlain = coded.every((flag) => flag === 0);
    this.covariance = covariance;
  }

  #grow(): void {
    const capacity = Math.max(32, this.#capacity * 2);
    const widen = (values: Float64Array, size: number): Float64Array<ArrayBuffer> => {
      const wide = new Float64Array(size);
      wide.set(values);
      return wide;
    };
    const inverse = new Float64Array(capacity * capacity);
    for (let i = 0; i < this.count; i++) {
      inverse.set(this.#inverse.subarray(i * this.#capacity, i * this.#capacity + i + 1), i * capacity);
    }
    this.#inverse = inverse;
    this.#x = widen(this.#x, capacity * this.columns);
    this.#y = widen(this.#y, capacity);
    this.#alpha = new Float64Array(capacity);
    this.#k = new Float64Array(capacity);
    this.#v = new Float64Array(capacity);
    this.#slope = new Float64Array(capacity);
    this.#capacity = capacity;
  }

  /** k ← covariances of a point with the points known; #slope ← their derivative by −½·distance², over the signal. */
  #covary(point: Float64Array, withSlope: boolean): void {
    const { weight, signal } = this.covariance;
    const d = this.columns;
    const x = this.#x;
    for (let i = 0; i < this.count; i++) {
      let square = 0;
      if (this.#isPlain) {
        for (let j = 0, at = i * d; j < d; j++) {
          const difference = point[j]! - x[at + j]!;
          square += weight[j]! * difference * difference;
        }
      } else {
        for (let j = 0, at = i * d; j < d; j++) {
          const difference = point[j]! - x[at + j]!;
          if (this.#coded[j] === 1) square += difference === 0 ? 0 : weight[j]!;
          else square += weight[j]! * difference * difference;
        }
      }
      const r = ROOT_FIVE * Math.sqrt(square);
      const decay = signal * Math.exp(-r);
      this.#k[i] = decay * (1 + r + (r * r) / 3);
      if (withSlope) this.#slope[i] = (5 / 3) * decay * (1 + r);
    }
  }

  /** v ← L⁻¹k; returns |v|². */
  #whiten(): number {
    let total = 0;
    for (let i = 0; i < this.count; i++) {
      const row = i * this.#capacity;
      let a = 0;
      let b = 0;
      let j = 0;
      for (; j + 1 <= i; j += 2) {
        a += this.#inverse[row + j]! * this.#k[j]!;
        b += this.#inverse[row + j + 1]! * this.#k[j + 1]!;
      }
      if (j <= i) a += this.#inverse[row + j]! * this.#k[j]!;
      const value = a + b;
      this.#v[i] = value;
      total += value * value;
    }
    return total;
  }

  /** Takes in a point, O(count²); its value is told by `setValues`. Points are copied. */
  addPoint(point: Float64Array): void {
    if (this.count === this.#capacity) this.#grow();
    const n = this.count;
    const { signal, noise } = this.covariance;
    this.#covary(point, false);
    const total = this.#whiten();
    const own = signal * (1 + JITTER) + noise;
    const pivot = Math.sqrt(Math.max(own - total, JITTER * signal));
    const row = n * this.#capacity;
    const inverse = this.#inverse;
    for (let j = 0; j <= n; j++) inverse[row + j] = 0;
    for (let i = 0; i < n; i++) {
      const share = -this.#v[i]! / pivot;
      const from = i * this.#capacity;
      for (let j = 0; j <= i; j++) inverse[row + j]! += share * inverse[from + j]!;
    }
    inverse[row + n] = 1 / pivot;
    this.#x.set(point.subarray(0, this.columns), n * this.columns);
    this.count = n + 1;
  }

  /** Forgets the points from `count` on. */
  truncate(count: number): void {
    this.count = Math.min(count, this.count);
  }

  /** The values at the points, in the order in which they were added, centred at the prior mean 0; O(count²). */
  setValues(values: ArrayLike<number>): void {
    const n = this.count;
    for (let i = 0; i < n; i++) this.#y[i] = values[i]!;
    this.#alpha.fill(0);
    for (let i = 0; i < n; i++) {
      const row = i * this.#capacity;
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += this.#inverse[row + j]! * this.#y[j]!;
      for (let j = 0; j <= i; j++) this.#alpha[j]! += sum * this.#inverse[row + j]!;
    }
  }

  /**
   * Mean and variance of the function (without noise) at a point; writes their derivatives by the point where arrays are given
   * (0 for columns of codes).
   */
  predict(point: Float64Array, meanSlope?: Float64Array, varianceSlope?: Float64Array): { mean: number; variance: number } {
    const n = this.count;
    const d = this.columns;
    this.#covary(point, meanSlope !== undefined);
    const explained = this.#whiten();
    let mean = 0;
    for (let i = 0; i < n; i++) mean += this.#k[i]! * this.#alpha[i]!;
    if (meanSlope !== undefined && varianceSlope !== undefined) {
      meanSlope.fill(0);
      varianceSlope.fill(0);
      // k is no longer needed: it takes K⁻¹k = L⁻ᵀv.
      const solved = this.#k;
      solved.fill(0, 0, n);
      for (let i = 0; i < n; i++) {
        const row = i * this.#capacity;
        const value = this.#v[i]!;
        for (let j = 0; j <= i; j++) solved[j]! += value * this.#inverse[row + j]!;
      }
      for (let i = 0; i < n; i++) {
        const a = -this.#slope[i]! * this.#alpha[i]!;
        const b = 2 * this.#slope[i]! * solved[i]!;
        for (let j = 0, at = i * d; j < d; j++) {
          const difference = point[j]! - this.#x[at + j]!;
          meanSlope[j]! += a * difference;
          varianceSlope[j]! += b * difference;
        }
      }
      for (let j = 0; j < d; j++) {
        const weight = this.#coded[j] === 1 ? 0 : this.covariance.weight[j]!;
        meanSlope[j]! *= weight;
        varianceSlope[j]! *= weight;
      }
    }
    return { mean, variance: Math.max(this.covariance.signal - explained, 1e-12 * this.covariance.signal) };
  }

  /** Mean at a point alone, O(count · columns). */
  mean(point: Float64Array): number {
    this.#covary(point, false);
    let mean = 0;
    for (let i = 0; i < this.count; i++) mean += this.#k[i]! * this.#alpha[i]!;
    return mean;
  }
}

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
