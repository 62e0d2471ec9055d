/** Columns whose rest, after the columns before them, is below this share of their own square count as collinear. */
const COLLINEAR = 1e-9;

/**
 * Cholesky factor of a symmetric matrix, in place: the lower triangle of `a` (row-major, n × n) becomes L with A = L Lᵀ.
 * A column that depends on earlier ones gets a zero diagonal and is left out by `solveCholesky`.
 * @param tolerance - share of a diagonal element below which its column counts as dependent.
 * @returns the smallest rest of a column that was kept, as a share of its diagonal element.
 */
export function cholesky(a: Float64Array, n: number, tolerance: number = COLLINEAR): number {
  let smallest = 1;
  for (let j = 0; j < n; j++) {
    const own = a[j * n + j]!;
    for (let i = 0; i < j; i++) {
      const pivot = a[i * n + i]!;
      let sum = a[j * n + i]!;
      for (let k = 0; k < i; k++) sum -= a[j * n + k]! * a[i * n + k]!;
      a[j * n + i] = pivot > 0 ? sum / pivot : 0;
    }
    let rest = own;
    for (let k = 0; k < j; k++) rest -= a[j * n + k]! * a[j * n + k]!;
    if (!(rest > tolerance * own) || !(own > 0)) {
      for (let k = 0; k <= j; k++) a[j * n + k] = 0;
      continue;
    }
    smallest = Math.min(smallest, rest / own);
    a[j * n + j] = Math.sqrt(rest);
  }
  return smallest;
}

/** x ← A⁻¹x with the factor that `cholesky` left in `l`; dependent columns get 0. */
export function solveCholesky(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const pivot = l[i * n + i]!;
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = pivot > 0 ? sum / pivot : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    const pivot = l[i * n + i]!;
    const value = pivot > 0 ? x[i]! / pivot : 0;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= l[i * n + k]! * value;
  }
}

/** A⁻¹ of a symmetric positive definite matrix [n, n] in float64. */
export function inverseOf(matrix: Float64Array, n: number): Float64Array {
  const lower = matrix.slice();
  cholesky(lower, n, 1e-14);
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = inverse.subarray(j * n, (j + 1) * n);
    column[j] = 1;
    solveCholesky(lower, n, column);
  }
  return inverse;
}
