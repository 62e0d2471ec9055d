import type { Gradient, GradientCall } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import type { Value } from "../graph.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { maxPool, maxPoolOp } from "../ops/max-pool.ts";
import { maxUnpool } from "../ops/max-unpool.ts";
import { reshape } from "../ops/reshape.ts";
import { scatterElements } from "../ops/scatter-elements.ts";
import type { Windows } from "../shapes/windows.ts";
import { elementsOf } from "../tensor.ts";

/** Windows that do not overlap put each element back by itself; others meet in one place and are added. */
function spreadBack(call: GradientCall<Windows>): Value {
  const { kernel, strides, padding, dilations } = call.settings;
  const shape = call.shape(0);
  const isTiling = kernel.every((size, axis) => size === strides[axis] && padding[axis] === 0 && dilations[axis] === 1);
  const isWhole = shape.slice(2).every((size, axis) => size % (kernel[axis] ?? 1) === 0);
  if (isTiling && isWhole) return maxUnpool(call.gradient, call.output(1), { kernel, shape });
  const none = zeros(call.gradient.graph, [elementsOf(shape)]);
  const places = reshape(call.output(1), [-1]);
  return reshape(scatterElements(none, places, reshape(call.gradient, [-1]), { axis: 0, reduction: "add" }), shape);
}

export const maxPoolGradient: Gradient<Windows> = {
  op: maxPoolOp,
  backward: (call) => [() => spreadBack(call)],
  examples: [
    { inputs: [spread([1, 2, 4, 4])], build: (x) => maxPool(x, { kernel: [2, 2], strides: [2, 2] }).values },
    { inputs: [spread([1, 1, 5, 5])], build: (x) => maxPool(x, { kernel: [3, 3], strides: [2, 2], padding: [1, 1] }).values },
    { inputs: [spread([1, 2, 7])], build: (x) => maxPool(x, { kernel: [3] }).values },
    { inputs: [spread([8, 16, 16, 16])], build: (x) => maxPool(x, { kernel: [2, 2], strides: [2, 2] }).values, onlyThreads: true },
    { inputs: [spread([4, 8, 16, 16])], build: (x) => maxPool(x, { kernel: [3, 3], strides: [2, 2] }).values, onlyThreads: true },
  ],
};
