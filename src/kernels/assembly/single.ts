// One output: dot products of rows, the loss with its residuals, and the gradient.

import { Problem } from "./problem";
import { exp64, log1p64 } from "./special";

@inline
function total(v: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}

/** logits[r] += x_r · w, four rows at a time; rows are rounded up to a multiple of 4, so 3 more must be readable. */
export function denseDots(x: usize, stride: i32, rows: i32, w: usize, logits: usize): void {
  const rowBytes = <usize>stride << 2;
  for (let r = 0; r < rows; r += 4) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let x0 = x, x1 = x0 + rowBytes, x2 = x1 + rowBytes, x3 = x2 + rowBytes;
    for (let at = w, end = w + rowBytes; at < end; at += 16) {
      const c = v128.load(at);
      s0 = f32x4.relaxed_madd(c, v128.load(x0), s0);
      s1 = f32x4.relaxed_madd(c, v128.load(x1), s1);
      s2 = f32x4.relaxed_madd(c, v128.load(x2), s2);
      s3 = f32x4.relaxed_madd(c, v128.load(x3), s3);
      x0 += 16;
      x1 += 16;
      x2 += 16;
      x3 += 16;
    }
    store<f64>(logits, load<f64>(logits) + total(s0));
    store<f64>(logits, load<f64>(logits, 8) + total(s1), 8);
    store<f64>(logits, load<f64>(logits, 16) + total(s2), 16);
    store<f64>(logits, load<f64>(logits, 24) + total(s3), 24);
    logits += 32;
    x += rowBytes << 2;
  }
}

/**
 * gradient[j] += Σ_r residual[r] x[r, j] in float32; rows are rounded up to a multiple of 4 with zero residuals.
 * Touches as many bytes from `next` on, which brings the rows that come after into the cache while this one computes.
 */
export function denseAccumulate(x: usize, stride: i32, rows: i32, residual: usize, gradient: usize, next: usize): v128 {
  const rowBytes = <usize>stride << 2;
  let touched = f32x4.splat(0);
  for (let r = 0; r < rows; r += 4) {
    const r0 = v128.load_splat<f32>(residual), r1 = v128.load_splat<f32>(residual, 4);
    const r2 = v128.load_splat<f32>(residual, 8), r3 = v128.load_splat<f32>(residual, 12);
    let x0 = x, x1 = x0 + rowBytes, x2 = x1 + rowBytes, x3 = x2 + rowBytes;
    for (let at = gradient, end = gradient + rowBytes; at < end; at += 16) {
      let g = f32x4.relaxed_madd(r0, v128.load(x0), v128.load(at));
      let h = f32x4.mul(r2, v128.load(x2));
      g = f32x4.relaxed_madd(r1, v128.load(x1), g);
      h = f32x4.relaxed_madd(r3, v128.load(x3), h);
      v128.store(at, f32x4.add(g, h));
      touched = v128.or(touched, v128.load(next));
      next += 64;
      x0 += 16;
      x1 += 16;
      x2 += 16;
      x3 += 16;
    }
    residual += 16;
    x += rowBytes << 2;
  }
  return touched;
}

/**
 * logits[r] += Σ value·weight[index] over the stored elements of rows [first, first + rows). `pairs` holds [weight, gradient] of each column
 * side by side in float32: the gradient is added to soon after, and then lies in the cache.
 */
export function sparseDots(problem: Problem, first: i32, rows: i32, pairs: usize, logits: usize): void {
  let starts = problem.rowStart + (<usize>first << 2);
  let k = load<i32>(starts);
  let at = problem.index + (<usize>k << 2);
  let value = problem.value + (<usize>k << 2);
  for (let r = 0; r < rows; r++) {
    starts += 4;
    const end = load<i32>(starts);
    let s0: f32 = 0, s1: f32 = 0, s2: f32 = 0, s3: f32 = 0;
    for (; k + 4 <= end; k += 4) {
      s0 += load<f32>(value) * load<f32>(pairs + (<usize>load<u32>(at) << 3));
      s1 += load<f32>(value, 4) * load<f32>(pairs + (<usize>load<u32>(at, 4) << 3));
      s2 += load<f32>(value, 8) * load<f32>(pairs + (<usize>load<u32>(at, 8) << 3));
      s3 += load<f32>(value, 12) * load<f32>(pairs + (<usize>load<u32>(at, 12) << 3));
      at += 16;
      value += 16;
    }
    for (; k < end; k++) {
      s0 += load<f32>(value) * load<f32>(pairs + (<usize>load<u32>(at) << 3));
      at += 4;
      value += 4;
    }
    store<f64>(logits, load<f64>(logits) + <f64>(s0 + s1) + <f64>(s2 + s3));
    logits += 8;
  }
}

/** gradient[index] += residual·value over the stored elements of rows [first, first + rows). */
export function sparseScatter(problem: Problem, first: i32, rows: i32, residual: usize, pairs: usize): void {
  let starts = problem.rowStart + (<usize>first << 2);
  let k = load<i32>(starts);
  let at = problem.index + (<usize>k << 2);
  let value = problem.value + (<usize>k << 2);
  for (let r = 0; r < rows; r++) {
    starts += 4;
    const end = load<i32>(starts);
    const factor = load<f32>(residual + (r << 2));
    for (; k < end; k++) {
      const place = pairs + (<usize>load<u32>(at) << 3);
      store<f32>(place, load<f32>(place, 4) + factor * load<f32>(value), 4);
      at += 4;
      value += 4;
    }
  }
}

/** pairs[j] ← [weight[j], 0]. */
export function layPairs(weights: usize, pairs: usize, columns: i32): void {
  for (let j = 0; j < columns; j++) {
    store<u64>(pairs, <u64>load<u32>(weights));
    weights += 4;
    pairs += 8;
  }
}

/** gradient[j] += the pairs' gradients, which go back to 0: they are kept short in float32. */
export function takePairs(pairs: usize, gradient: usize, columns: i32): void {
  for (let j = 0; j < columns; j++) {
    store<f64>(gradient, load<f64>(gradient) + <f64>load<f32>(pairs, 4));
    store<f32>(pairs, 0, 4);
    pairs += 8;
    gradient += 8;
  }
}

/** Logistic loss of rows from their logits; fills residual[r] = weight·(probability − label). An odd last row has a partner of weight 0. */
export function logisticLoss(logits: usize, label: usize, weight: usize, rows: i32, residual: usize): f64 {
  let sum = f64x2.splat(0);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  for (let r = 0; r < rows; r += 2) {
    const z = v128.load(logits);
    const y = f64x2.promote_low_f32x4(v128.load64_zero(label));
    const w = f64x2.promote_low_f32x4(v128.load64_zero(weight));
    const e = exp64(f64x2.neg(f64x2.abs(z)));
    const inverse = f64x2.div(one, f64x2.add(one, e));
    const probability = v128.bitselect(inverse, f64x2.mul(e, inverse), f64x2.ge(z, zero));
    const loss = f64x2.add(log1p64(e), f64x2.sub(f64x2.pmax(zero, z), f64x2.mul(y, z)));
    sum = f64x2.add(sum, f64x2.mul(w, loss));
    const rest = f64x2.mul(w, f64x2.sub(probability, y));
    v128.store64_lane(residual, f32x4.demote_f64x2_zero(rest), 0);
    logits += 16;
    label += 8;
    weight += 8;
    residual += 8;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Half the weighted squared error; fills residual[r] = weight·(logit − label). */
export function squaredLoss(logits: usize, label: usize, weight: usize, rows: i32, residual: usize): f64 {
  let sum: f64 = 0;
  for (let r = 0; r < rows; r++) {
    const difference = load<f64>(logits + (r << 3)) - <f64>load<f32>(label + (r << 2));
    const rest = <f64>load<f32>(weight + (r << 2)) * difference;
    sum += 0.5 * rest * difference;
    store<f32>(residual + (r << 2), <f32>rest);
  }
  return sum;
}
