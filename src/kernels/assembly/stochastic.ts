// Softmax regression on sparse rows, one row at a time, with a step size per column (AdaGrad).

import { softmaxLoss } from "./several";

/**
 * Learns from `rows` rows in their order; answers the sum of their losses before each was learned from.
 * weights: float32 [columns + 1, outputs], the intercept last; curvature: float32 [columns + 1], sums of squared gradients;
 * touched: int32 [columns], the number of the row at which a column was last shrunk. `pull` is penalty / rows of the whole pass.
 * Scratch holds 2 · outputs floats. Rows are numbered from `first` on.
 */
export function learnRows(rowStart: usize, index: usize, value: usize, label: usize, weight: usize, rows: i32, columns: i32, classes: i32, outputs: i32, weights: usize, curvature: usize, touched: usize, rate: f32, pull: f32, first: i32, scratch: usize): f64 {
  const bytes = <usize>outputs << 2;
  const residual = scratch + bytes;
  const intercept = weights + <usize>columns * bytes;
  let loss: f64 = 0;
  let k = load<i32>(rowStart);
  for (let r = 0; r < rows; r++) {
    const begin = k;
    const end = load<i32>(rowStart + (<usize>(r + 1) << 2));
    memory.copy(scratch, intercept, bytes);
    for (; k < end; k++) {
      const column = load<u32>(index + (<usize>k << 2));
      const x = v128.load_splat<f32>(value + (<usize>k << 2));
      const from = weights + <usize>column * bytes;
      for (let j: usize = 0; j < bytes; j += 16) v128.store(scratch + j, f32x4.relaxed_madd(x, v128.load(from + j), v128.load(scratch + j)));
    }
    loss += softmaxLoss(scratch, label + (<usize>r << 2), weight + (<usize>r << 2), 1, classes, outputs, residual);
    let squares = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) squares = f32x4.relaxed_madd(v128.load(residual + j), v128.load(residual + j), squares);
    const size = f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1) + f32x4.extract_lane(squares, 2) + f32x4.extract_lane(squares, 3);
    for (let e = begin; e < end; e++) {
      const column = load<u32>(index + (<usize>e << 2));
      const x = load<f32>(value + (<usize>e << 2));
      const sums = curvature + (<usize>column << 2);
      const sum = load<f32>(sums) + x * x * size;
      store<f32>(sums, sum);
      const step = rate / sqrt<f32>(sum + 1e-12);
      const last = touched + (<usize>column << 2);
      const shrink = f32x4.splat(1 / (1 + step * pull * <f32>(first + r - load<i32>(last))));
      store<i32>(last, first + r);
      const move = f32x4.splat(-step * x);
      const to = weights + <usize>column * bytes;
      for (let j: usize = 0; j < bytes; j += 16) {
        v128.store(to + j, f32x4.relaxed_madd(move, v128.load(residual + j), f32x4.mul(shrink, v128.load(to + j))));
      }
    }
    const own = curvature + (<usize>columns << 2);
    const sum = load<f32>(own) + size;
    store<f32>(own, sum);
    const move = f32x4.splat(-rate / sqrt<f32>(sum + 1e-12));
    for (let j: usize = 0; j < bytes; j += 16) v128.store(intercept + j, f32x4.relaxed_madd(move, v128.load(residual + j), v128.load(intercept + j)));
  }
  return loss;
}
