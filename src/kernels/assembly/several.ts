// Several outputs: logits of rows by tiles, softmax with its residuals, and the gradient.

import { Problem } from "./problem";
import { exp32 } from "./special";

@inline
function addVector(place: usize, product: v128): void {
  v128.store(place, f64x2.add(v128.load(place), f64x2.promote_low_f32x4(product)));
  v128.store(place, f64x2.add(v128.load(place, 16), f64x2.promote_low_f32x4(i32x4.shuffle(product, product, 2, 3, 2, 3))), 16);
}

/** logits[r, :] += Σ value·w[index, :]. */
export function sparseLogits(problem: Problem, first: i32, rows: i32, w: usize, logits: usize): void {
  const bytes = <usize>problem.outputs << 2;
  let starts = problem.rowStart + (<usize>first << 2);
  let k = load<i32>(starts);
  for (let r = 0; r < rows; r++) {
    starts += 4;
    const end = load<i32>(starts);
    for (; k < end; k++) {
      const value = v128.load_splat<f32>(problem.value + (<usize>k << 2));
      const from = w + <usize>load<u32>(problem.index + (<usize>k << 2)) * bytes;
      for (let j: usize = 0; j < bytes; j += 16) {
        v128.store(logits + j, f32x4.relaxed_madd(value, v128.load(from + j), v128.load(logits + j)));
      }
    }
    logits += bytes;
  }
}

/** gradient[index, :] += value·residual[r, :]. */
export function sparseGradients(problem: Problem, first: i32, rows: i32, residual: usize, gradient: usize): void {
  const bytes = <usize>problem.outputs << 2;
  let starts = problem.rowStart + (<usize>first << 2);
  let k = load<i32>(starts);
  for (let r = 0; r < rows; r++) {
    starts += 4;
    const end = load<i32>(starts);
    for (; k < end; k++) {
      const value = v128.load_splat<f32>(problem.value + (<usize>k << 2));
      const to = gradient + <usize>load<u32>(problem.index + (<usize>k << 2)) * (bytes << 1);
      for (let j: usize = 0; j < bytes; j += 16) addVector(to + (j << 1), f32x4.mul(value, v128.load(residual + j)));
    }
    residual += bytes;
  }
}

/** gradient[:] += Σ_r residual[r, :]. */
export function addResiduals(outputs: i32, rows: i32, residual: usize, gradient: usize): void {
  const bytes = <usize>outputs << 2;
  for (let r = 0; r < rows; r++) {
    for (let j: usize = 0; j < bytes; j += 16) addVector(gradient + (j << 1), v128.load(residual + j));
    residual += bytes;
  }
}

@inline
function largest(v: v128): f32 {
  return max(max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

/**
 * Softmax loss of rows; fills residual[r, k] = weight·(probability − [k = label]).
 * Logits beyond the classes are overwritten; residuals there are zero.
 */
export function softmaxLoss(logits: usize, label: usize, weight: usize, rows: i32, classes: i32, outputs: i32, residual: usize): f64 {
  const bytes = <usize>outputs << 2;
  let sum: f64 = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = classes; k < outputs; k++) store<f32>(logits + (k << 2), -Infinity);
    let top = v128.load(logits);
    for (let j: usize = 16; j < bytes; j += 16) top = f32x4.pmax(top, v128.load(logits + j));
    const highest = largest(top);
    const shift = f32x4.splat(highest);
    let sums = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) {
      const e = exp32(f32x4.sub(v128.load(logits + j), shift));
      v128.store(residual + j, e);
      sums = f32x4.add(sums, e);
    }
    for (let k = classes; k < outputs; k++) store<f32>(residual + (k << 2), 0);
    const all = <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1) + <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
    const rowWeight = load<f32>(weight + (r << 2));
    const truth = <usize>load<f32>(label + (r << 2)) << 2;
    sum += <f64>rowWeight * (<f64>highest + NativeMath.log(all) - <f64>load<f32>(logits + truth));
    const factor = f32x4.splat(<f32>(<f64>rowWeight / all));
    for (let j: usize = 0; j < bytes; j += 16) v128.store(residual + j, f32x4.mul(factor, v128.load(residual + j)));
    store<f32>(residual + truth, load<f32>(residual + truth) - rowWeight);
    logits += bytes;
    residual += bytes;
  }
  return sum;
}
