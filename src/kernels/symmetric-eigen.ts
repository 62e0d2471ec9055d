/** Eigenvalues and, row by row, their vectors: vector k is `vectors[k * n .. k * n + n)`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Householder reduction of the symmetric v (n × n, row-major) to tridiagonal form; v becomes the transformation, transposed. */
function tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = n - 1; i > 0; i--) {
    const row = v.subarray(i * n, i * n + i);
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(row[k]!);
    if (i === 1 || scale === 0) {
      e[i] = row[i - 1]!;
      d[i] = 0;
      continue;
    }
    let h = 0;
    for (let k = 0; k < i; k++) {
      row[k]! /= scale;
      h += row[k]! * row[k]!;
    }
    const f = row[i - 1]!;
    const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
    e[i] = scale * g;
    h -= f * g;
    row[i - 1] = f - g;
    reflect(v, row, e, n, i, h);
    d[i] = h;
  }
}

/** Applies one reflection to the leading i × i block. */
function reflect(v: Float64Array, row: Float64Array, e: Float64Array, n: number, i: number, h: number): void {
  let sum = 0;
  for (let j = 0; j < i; j++) {
    v[j * n + i] = row[j]! / h;
    let g = 0;
    for (let k = 0; k <= j; k++) g += v[j * n + k]! * row[k]!;
    for (let k = j + 1; k < i; k++) g += v[k * n + j]! * row[k]!;
    e[j] = g / h;
    sum += e[j]! * row[j]!;
  }
  const half = sum / (h + h);
  for (let j = 0; j < i; j++) {
    const f = row[j]!;
    const g = e[j]! - half * f;
    e[j] = g;
    for (let k = 0; k <= j; k++) v[j * n + k]! -= f * e[k]! + g * row[k]!;
  }
}

/** Builds the transformation from the reflections; v[i, :] afterwards are rows of Q. */
function accumulate(v: Float64Array, d: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) {
      for (let j = 0; j < i; j++) {
        let g = 0;
        for (let k = 0; k < i; k++) g += v[i * n + k]! * v[k * n + j]!;
        for (let k = 0; k < i; k++) v[k * n + j]! -= g * v[k * n + i]!;
      }
    }
    d[i] = v[i * n + i]!;
    v[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      v[j * n + i] = 0;
      v[i * n + j] = 0;
    }
  }
}

/** Implicit QL on the tridiagonal matrix; `q` holds vectors in rows. */
function diagonalise(d: Float64Array, e: Float64Array, q: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i]!;
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let round = 0; round < 60; round++) {
      let m = l;
      for (; m < n - 1; m++) if (Math.abs(e[m]!) <= 2.3e-16 * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) break;
      if (m === l) break;
      sweep(d, e, q, n, l, m);
    }
  }
}

/** One implicit QL step between l and m. */
function sweep(d: Float64Array, e: Float64Array, q: Float64Array, n: number, l: number, m: number): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  let r = Math.hypot(g, 1);
  g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -r : r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    r = (d[i]! - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    rotate(q, n, i, s, c);
  }
  d[l]! -= p;
  e[l] = g;
  e[m] = 0;
}

function rotate(q: Float64Array, n: number, i: number, s: number, c: number): void {
  const low = i * n;
  const high = low + n;
  for (let k = 0; k < n; k++) {
    const f = q[high + k]!;
    const g = q[low + k]!;
    q[high + k] = s * g + c * f;
    q[low + k] = c * g - s * f;
  }
}

/**
 * Eigenvalues and vectors of a symmetric matrix (row-major, n × n, left as it is), in no particular order.
 * @see Martin, Reinsch and Wilkinson (1968), "Householder's tridiagonalization of a symmetric matrix"; Bowdler et al. (1968), "The QR and QL algorithms for symmetric matrices".
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const v = matrix.slice();
  const values = new Float64Array(n);
  const e = new Float64Array(n);
  tridiagonalise(v, values, e, n);
  accumulate(v, values, n);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) vectors[j * n + i] = v[i * n + j]!;
  if (n > 0) diagonalise(values, e, vectors, n);
  return { values, vectors };
}
