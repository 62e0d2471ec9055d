import type { Gradient, GradientCall } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import type { Value } from "../graph.ts";
import { concat } from "../ops/concat.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { pad } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { type SliceSettings, slice, sliceOp } from "../ops/slice.ts";

/** One range with its positions counted from the front, as they are for a size. */
function rangeOf(size: number, start: number, end: number): { from: number; to: number } {
  const clamp = (position: number): number => Math.min(size, Math.max(0, position < 0 ? position + size : position));
  return { from: clamp(start), to: clamp(end) };
}

/** Elements of an axis moved apart: stride − 1 zeros behind each. */
function apart(x: Value, axis: number, stride: number): Value {
  const shape = x.shape.map(Number);
  const filled = concat([reshape(x, shape.toSpliced(axis + 1, 0, 1)), zeros(x.graph, shape.toSpliced(axis + 1, 0, stride - 1))], axis + 1);
  return reshape(filled, shape.with(axis, (shape[axis] ?? 0) * stride));
}

function spreadBack(call: GradientCall<SliceSettings>): Value {
  const shape = call.shape(0);
  const { starts, ends, axes, strides } = call.settings;
  const before = shape.map(() => 0);
  const after = shape.map(() => 0);
  let gradient = call.gradient;
  for (const [i, named] of axes.entries()) {
    const axis = named < 0 ? named + shape.length : named;
    const size = shape[axis] ?? 0;
    const stride = strides?.[i] ?? 1;
    const { from, to } = rangeOf(size, starts[i] ?? 0, ends[i] ?? Infinity);
    if (stride > 1) gradient = slice(apart(gradient, axis, stride), [0], [to - from], [axis]);
    before[axis] = from;
    after[axis] = size - from - Number(gradient.shape[axis]);
  }
  return pad(gradient, before, after);
}

export const sliceGradient: Gradient<SliceSettings> = {
  op: sliceOp,
  backward: (call) => [() => spreadBack(call)],
  examples: [
    { inputs: [spread([2, 4])], build: (x) => slice(x, [1], [3], [1]) },
    { inputs: [spread([3, 4])], build: (x) => slice(x, [-2, 1], [Infinity, -1], [0, 1]) },
    { inputs: [spread([2, 7])], build: (x) => slice(x, [1], [6], [1], [2]) },
    { inputs: [spread([2, 5, 4])], build: (x) => slice(x, [0, 1], [5, 4], [1, -1], [3, 2]) },
  ],
};
