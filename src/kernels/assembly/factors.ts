// Matrix factorisation: Gram matrices and products of factors, exact least squares per row, and pairwise learning by samples.

import { plainTiles, transposedTiles } from "./tile";

/** Rows that are summed in float32 before they go to float64. */
const CHUNK: i32 = 256;

@inline
function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
}

/** Product of two vectors of `bytes`, a multiple of 16. */
@inline
function product(x: usize, y: usize, bytes: usize): f32 {
  let s = f32x4.splat(0);
  for (let j: usize = 0; j < bytes; j += 16) s = f32x4.relaxed_madd(v128.load(x + j), v128.load(y + j), s);
  return total(s);
}

/** sums[stride × stride] (float64) += XᵀX for `rows` rows of `stride` floats, a multiple of 4. */
export function factorGram(x: usize, rows: i32, stride: i32, sums: usize): void {
  const bytes = <usize>stride << 2;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = min(CHUNK, rows - start);
    const from = x + <usize>start * bytes;
    for (let j = 0; j < stride; j += 4) transposedTiles(from + (j << 2), bytes, from, bytes, count, sums + <usize>j * (bytes << 1), bytes << 1, stride);
  }
}

/** out[rows × stride] ← X M for a matrix M of stride × stride; rows is a multiple of 4. */
export function factorProduct(x: usize, rows: i32, stride: i32, matrix: usize, out: usize): void {
  const bytes = <usize>stride << 2;
  memory.fill(out, 0, <usize>rows * bytes);
  for (let r = 0; r < rows; r += 4) plainTiles(x + <usize>r * bytes, bytes, matrix, bytes, stride, out + <usize>r * bytes, bytes, stride);
}

/** Cholesky factor of the lower triangle of A, in place, and the solution of A x = b in place of b; rows are `bytes` apart and zero behind their end. */
function solveLower(a: usize, n: i32, bytes: usize, b: usize): void {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * bytes;
    for (let j = 0; j <= i; j++) {
      const other = a + <usize>j * bytes;
      const whole = <usize>(j & ~3) << 2;
      let sum = load<f32>(row + (j << 2)) - product(row, other, whole);
      for (let k: usize = whole; k < <usize>j << 2; k += 4) sum -= load<f32>(row + k) * load<f32>(other + k);
      store<f32>(row + (j << 2), i == j ? sqrt<f32>(max<f32>(sum, 1e-12)) : sum / load<f32>(other + (j << 2)));
    }
  }
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * bytes;
    let sum = load<f32>(b + (i << 2));
    for (let k = 0; k < i; k++) sum -= load<f32>(row + (k << 2)) * load<f32>(b + (k << 2));
    store<f32>(b + (i << 2), sum / load<f32>(row + (i << 2)));
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = a + <usize>i * bytes;
    const value = load<f32>(b + (i << 2)) / load<f32>(row + (i << 2));
    store<f32>(b + (i << 2), value);
    for (let k = 0; k < i; k++) store<f32>(b + (k << 2), load<f32>(b + (k << 2)) - load<f32>(row + (k << 2)) * value);
  }
}

/**
 * A row with few elements, through the matrix of its own elements: x = Z (I + D K)⁻¹ (1 + d) with Z = Y G⁻¹ and K = Y G⁻¹ Yᵀ, which costs
 * m² products of vectors instead of stride³ / 6. D must be above 0.
 */
function solveFew(index: usize, extra: usize, m: i32, bytes: usize, fixed: usize, projected: usize, out: usize, scratch: usize): void {
  const width = <usize>((m + 3) & ~3) << 2;
  const right = scratch + <usize>m * width;
  for (let i = 0; i < m; i++) {
    const own = fixed + <usize>load<u32>(index + (i << 2)) * bytes;
    const root = sqrt<f32>(load<f32>(extra + (i << 2)));
    const row = scratch + <usize>i * width;
    for (let j = 0; j <= i; j++) {
      const k = product(own, projected + <usize>load<u32>(index + (j << 2)) * bytes, bytes);
      store<f32>(row + (j << 2), root * sqrt<f32>(load<f32>(extra + (j << 2))) * k + (i == j ? <f32>1 : <f32>0));
    }
    store<f32>(right + (i << 2), (1 + load<f32>(extra + (i << 2))) / root);
  }
  solveLower(scratch, m, width, right);
  memory.fill(out, 0, bytes);
  for (let i = 0; i < m; i++) {
    const share = f32x4.splat(sqrt<f32>(load<f32>(extra + (i << 2))) * load<f32>(right + (i << 2)));
    const from = projected + <usize>load<u32>(index + (i << 2)) * bytes;
    for (let j: usize = 0; j < bytes; j += 16) v128.store(out + j, f32x4.relaxed_madd(share, v128.load(from + j), v128.load(out + j)));
  }
}

/** A row with many elements: (G + Σ d y yᵀ) x = Σ (1 + d) y. */
function solveMany(index: usize, extra: usize, m: i32, stride: i32, fixed: usize, gram: usize, out: usize, scratch: usize): void {
  const bytes = <usize>stride << 2;
  memory.copy(scratch, gram, <usize>stride * bytes);
  memory.fill(out, 0, bytes);
  let i = 0;
  for (; i < m; i += 2) {
    const d0 = load<f32>(extra + (i << 2));
    const y0 = fixed + <usize>load<u32>(index + (i << 2)) * bytes;
    const pair = i + 1 < m;
    const d1 = pair ? load<f32>(extra + (i << 2), 4) : <f32>0;
    const y1 = pair ? fixed + <usize>load<u32>(index + (i << 2), 4) * bytes : y0;
    for (let a = 0; a < stride; a++) {
      const s0 = f32x4.splat(d0 * load<f32>(y0 + (a << 2)));
      const s1 = f32x4.splat(d1 * load<f32>(y1 + (a << 2)));
      const row = scratch + <usize>a * bytes;
      for (let j: usize = 0; j <= <usize>a << 2; j += 16) {
        v128.store(row + j, f32x4.relaxed_madd(s1, v128.load(y1 + j), f32x4.relaxed_madd(s0, v128.load(y0 + j), v128.load(row + j))));
      }
    }
    const c0 = f32x4.splat(1 + d0), c1 = f32x4.splat(pair ? 1 + d1 : <f32>0);
    for (let j: usize = 0; j < bytes; j += 16) {
      v128.store(out + j, f32x4.relaxed_madd(c1, v128.load(y1 + j), f32x4.relaxed_madd(c0, v128.load(y0 + j), v128.load(out + j))));
    }
  }
  solveLower(scratch, stride, bytes, out);
}

/**
 * Least-squares factors of `rows` rows of implicit feedback, exactly: (YᵀY + λ + Σ d y yᵀ) x = Σ (1 + d) y over the row's elements.
 * rowStart: int32 [rows + 1]; index, extra: the elements' columns and d > 0; fixed: Y [columns × stride]; projected: Y (YᵀY + λ)⁻¹;
 * gram: YᵀY + λ [stride × stride]; out: [rows × stride]. Scratch: stride · (stride + 4) floats.
 */
export function factorRows(rowStart: usize, index: usize, extra: usize, rows: i32, stride: i32, fixed: usize, projected: usize, gram: usize, out: usize, scratch: usize): void {
  const bytes = <usize>stride << 2;
  for (let r = 0; r < rows; r++) {
    const from = load<i32>(rowStart + (<usize>r << 2));
    const m = load<i32>(rowStart + (<usize>r << 2), 4) - from;
    const at = <usize>from << 2;
    const to = out + <usize>r * bytes;
    if (m == 0) memory.fill(to, 0, bytes);
    else if (m <= stride) solveFew(index + at, extra + at, m, bytes, fixed, projected, to, scratch);
    else solveMany(index + at, extra + at, m, stride, fixed, gram, to, scratch);
  }
}

@inline
function draw(state: u32): u32 {
  let x = state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return x;
}

/** Whether a sorted row of int32 holds a value. */
function holds(index: usize, from: i32, to: i32, value: i32): bool {
  while (from < to) {
    const middle = (from + to) >> 1;
    const found = load<i32>(index + (<usize>middle << 2));
    if (found == value) return true;
    if (found < value) from = middle + 1;
    else to = middle;
  }
  return false;
}

/**
 * Bayesian personalised ranking on `pairs` (int32 [count, 2]: row, column): as many samples as there are pairs, each with the column of
 * another pair as its negative, skipped where the row has that too. rowStart, index: the columns of each row, sorted; rowFactors,
 * columnFactors: [·, stride], updated in place; bias: per column. `seed` is not 0. Writes [samples used, samples in the right order] to `out`.
 */
export function rankSamples(pairs: usize, count: i32, rowStart: usize, index: usize, rowFactors: usize, columnFactors: usize, bias: usize, stride: i32, rate: f32, penalty: f32, seed: u32, out: usize): void {
  const bytes = <usize>stride << 2;
  const keep = f32x4.splat(1 - rate * penalty);
  let state = seed;
  let used = 0, right = 0;
  for (let n = 0; n < count; n++) {
    state = draw(state);
    const pair = pairs + (<usize>((<u64>state * <u64>count) >> 32) << 3);
    state = draw(state);
    const row = load<i32>(pair);
    const better = load<i32>(pair, 4);
    const worse = load<i32>(pairs + (<usize>((<u64>state * <u64>count) >> 32) << 3), 4);
    const from = rowStart + (<usize>row << 2);
    if (holds(index, load<i32>(from), load<i32>(from, 4), worse)) continue;
    const u = rowFactors + <usize>row * bytes;
    const p = columnFactors + <usize>better * bytes;
    const q = columnFactors + <usize>worse * bytes;
    const bp = bias + (<usize>better << 2), bq = bias + (<usize>worse << 2);
    let s = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) s = f32x4.relaxed_madd(v128.load(u + j), f32x4.sub(v128.load(p + j), v128.load(q + j)), s);
    const score = total(s) + load<f32>(bp) - load<f32>(bq);
    const wrong: f32 = 1 / (1 + Mathf.exp(score));
    used++;
    if (score > 0) right++;
    const push = f32x4.splat(rate * wrong);
    for (let j: usize = 0; j < bytes; j += 16) {
      const own = v128.load(u + j), up = v128.load(p + j), down = v128.load(q + j);
      v128.store(u + j, f32x4.relaxed_madd(push, f32x4.sub(up, down), f32x4.mul(keep, own)));
      v128.store(p + j, f32x4.relaxed_madd(push, own, f32x4.mul(keep, up)));
      v128.store(q + j, f32x4.relaxed_nmadd(push, own, f32x4.mul(keep, down)));
    }
    store<f32>(bp, load<f32>(bp) * (1 - rate * penalty) + rate * wrong);
    store<f32>(bq, load<f32>(bq) * (1 - rate * penalty) - rate * wrong);
  }
  store<i32>(out, used);
  store<i32>(out, right, 4);
}
