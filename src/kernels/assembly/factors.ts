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

/** The products of one vector with four others, side by side; all of `bytes`, a multiple of 16. Four sums at once hide the time that each takes. */
@inline
function fourProducts(x: usize, y0: usize, y1: usize, y2: usize, y3: usize, bytes: usize): v128 {
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0;
  for (let j: usize = 0; j < bytes; j += 16) {
    const v = v128.load(x + j);
    s0 = f32x4.relaxed_madd(v, v128.load(y0 + j), s0);
    s1 = f32x4.relaxed_madd(v, v128.load(y1 + j), s1);
    s2 = f32x4.relaxed_madd(v, v128.load(y2 + j), s2);
    s3 = f32x4.relaxed_madd(v, v128.load(y3 + j), s3);
  }
  const low = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7));
  const high = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(low, high, 0, 1, 4, 5), i32x4.shuffle(low, high, 2, 3, 6, 7));
}

/**
 * Cholesky factor of the lower triangle of A, in place, and the solution of A x = b in place of b; rows are `bytes` apart, four rows behind
 * the last may be read. Scratch: n floats for the inverse of the factor's diagonal.
 */
function solveLower(a: usize, n: i32, bytes: usize, b: usize, scratch: usize): void {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * bytes;
    for (let j = 0; j <= i; j += 4) {
      const other = a + <usize>j * bytes;
      const at = row + (<usize>j << 2);
      v128.store(at, f32x4.sub(v128.load(at), fourProducts(row, other, other + bytes, other + 2 * bytes, other + 3 * bytes, <usize>j << 2)));
      const last = min(i, j + 3);
      for (let t = j; t <= last; t++) {
        const own = a + <usize>t * bytes;
        let sum = load<f32>(row + (<usize>t << 2));
        for (let k = j; k < t; k++) sum -= load<f32>(row + (<usize>k << 2)) * load<f32>(own + (<usize>k << 2));
        if (t == i) {
          const root = sqrt<f32>(max<f32>(sum, 1e-12));
          store<f32>(row + (<usize>t << 2), root);
          store<f32>(scratch + (<usize>t << 2), 1 / root);
        } else store<f32>(row + (<usize>t << 2), sum * load<f32>(scratch + (<usize>t << 2)));
      }
    }
  }
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * bytes;
    let sum = load<f32>(b + (<usize>i << 2));
    const whole = <usize>(i & ~3) << 2;
    sum -= product(row, b, whole);
    for (let k = whole; k < <usize>i << 2; k += 4) sum -= load<f32>(row + k) * load<f32>(b + k);
    store<f32>(b + (<usize>i << 2), sum * load<f32>(scratch + (<usize>i << 2)));
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = a + <usize>i * bytes;
    const value = load<f32>(b + (<usize>i << 2)) * load<f32>(scratch + (<usize>i << 2));
    store<f32>(b + (<usize>i << 2), value);
    const four = f32x4.splat(value);
    const whole = <usize>(i & ~3) << 2;
    for (let k: usize = 0; k < whole; k += 16) v128.store(b + k, f32x4.relaxed_nmadd(four, v128.load(row + k), v128.load(b + k)));
    for (let k = whole; k < <usize>i << 2; k += 4) store<f32>(b + k, load<f32>(b + k) - load<f32>(row + k) * value);
  }
}

/** Address of the row of an element; behind the end that of the last one. */
@inline
function rowAt(rows: usize, index: usize, n: i32, m: i32, bytes: usize): usize {
  return rows + <usize>load<u32>(index + (<usize>min(n, m - 1) << 2)) * bytes;
}

/**
 * A row with few elements, through the matrix of its own elements: x = Z (I + D K)⁻¹ (1 + d) with Z = Y G⁻¹ and K = Y G⁻¹ Yᵀ, which costs
 * m² products of vectors instead of stride³ / 6. D must be above 0.
 */
function solveFew(index: usize, extra: usize, m: i32, bytes: usize, fixed: usize, projected: usize, out: usize, scratch: usize): void {
  const width = <usize>((m + 3) & ~3) << 2;
  const right = scratch + <usize>m * width;
  const roots = right + width;
  for (let i = 0; i < m; i++) {
    const d = load<f32>(extra + (<usize>i << 2));
    const root = sqrt<f32>(d);
    store<f32>(roots + (<usize>i << 2), root);
    store<f32>(right + (<usize>i << 2), (1 + d) / root);
  }
  for (let j = 0; j < m; j += 4) {
    const z0 = rowAt(projected, index, j, m, bytes), z1 = rowAt(projected, index, j + 1, m, bytes);
    const z2 = rowAt(projected, index, j + 2, m, bytes), z3 = rowAt(projected, index, j + 3, m, bytes);
    const four = v128.load(roots + (<usize>j << 2));
    for (let i = j; i < m; i++) {
      const own = fixed + <usize>load<u32>(index + (<usize>i << 2)) * bytes;
      const root = v128.load_splat<f32>(roots + (<usize>i << 2));
      v128.store(scratch + <usize>i * width + (<usize>j << 2), f32x4.mul(f32x4.mul(root, four), fourProducts(own, z0, z1, z2, z3, bytes)));
    }
  }
  for (let i = 0; i < m; i++) {
    const at = scratch + <usize>i * width + (<usize>i << 2);
    store<f32>(at, load<f32>(at) + 1);
  }
  solveLower(scratch, m, width, right, roots + width);
  memory.fill(out, 0, bytes);
  for (let i = 0; i < m; i++) {
    const share = f32x4.splat(load<f32>(roots + (<usize>i << 2)) * load<f32>(right + (<usize>i << 2)));
    const from = projected + <usize>load<u32>(index + (<usize>i << 2)) * bytes;
    for (let j: usize = 0; j < bytes; j += 16) v128.store(out + j, f32x4.relaxed_madd(share, v128.load(from + j), v128.load(out + j)));
  }
}

/** Confidence of an element; 0 behind the end. */
@inline
function extraAt(extra: usize, n: i32, m: i32): f32 {
  return n < m ? load<f32>(extra + (<usize>n << 2)) : <f32>0;
}

/** A row with many elements: (G + Σ d y yᵀ) x = Σ (1 + d) y. */
function solveMany(index: usize, extra: usize, m: i32, stride: i32, fixed: usize, gram: usize, out: usize, scratch: usize): void {
  const bytes = <usize>stride << 2;
  memory.copy(scratch, gram, <usize>stride * bytes);
  memory.fill(out, 0, bytes);
  for (let i = 0; i < m; i += 4) {
    const d0 = extraAt(extra, i, m), d1 = extraAt(extra, i + 1, m), d2 = extraAt(extra, i + 2, m), d3 = extraAt(extra, i + 3, m);
    const y0 = rowAt(fixed, index, i, m, bytes), y1 = rowAt(fixed, index, i + 1, m, bytes);
    const y2 = rowAt(fixed, index, i + 2, m, bytes), y3 = rowAt(fixed, index, i + 3, m, bytes);
    for (let a: usize = 0; a < bytes; a += 4) {
      const s0 = f32x4.splat(d0 * load<f32>(y0 + a)), s1 = f32x4.splat(d1 * load<f32>(y1 + a));
      const s2 = f32x4.splat(d2 * load<f32>(y2 + a)), s3 = f32x4.splat(d3 * load<f32>(y3 + a));
      const row = scratch + (a >> 2) * bytes;
      for (let j: usize = 0; j <= a; j += 16) {
        const first = f32x4.relaxed_madd(s1, v128.load(y1 + j), f32x4.relaxed_madd(s0, v128.load(y0 + j), v128.load(row + j)));
        v128.store(row + j, f32x4.relaxed_madd(s3, v128.load(y3 + j), f32x4.relaxed_madd(s2, v128.load(y2 + j), first)));
      }
    }
    const c0 = f32x4.splat(1 + d0), c1 = f32x4.splat(i + 1 < m ? 1 + d1 : <f32>0);
    const c2 = f32x4.splat(i + 2 < m ? 1 + d2 : <f32>0), c3 = f32x4.splat(i + 3 < m ? 1 + d3 : <f32>0);
    for (let j: usize = 0; j < bytes; j += 16) {
      const first = f32x4.relaxed_madd(c1, v128.load(y1 + j), f32x4.relaxed_madd(c0, v128.load(y0 + j), v128.load(out + j)));
      v128.store(out + j, f32x4.relaxed_madd(c3, v128.load(y3 + j), f32x4.relaxed_madd(c2, v128.load(y2 + j), first)));
    }
  }
  solveLower(scratch, stride, bytes, out, scratch + <usize>stride * bytes);
}

/**
 * Least-squares factors of `rows` rows of implicit feedback, exactly: (YᵀY + λ + Σ d y yᵀ) x = Σ (1 + d) y over the row's elements.
 * rowStart: int32 [rows + 1]; index, extra: the elements' columns and d > 0; fixed: Y [columns × stride]; projected: Y (YᵀY + λ)⁻¹;
 * gram: YᵀY + λ [stride × stride]; out: [rows × stride]. Scratch: stride · (stride + 8) floats.
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
