import type { Gradient, GradientCall } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import type { Value } from "../graph.ts";
import { averagePool, averagePoolOp } from "../ops/average-pool.ts";
import { convTranspose } from "../ops/conv-transpose.ts";
import type { Windows } from "../shapes/windows.ts";
import { elementsOf } from "../tensor.ts";

/** A mean is a convolution of each channel with equal weights. */
function spreadBack(call: GradientCall<Windows>): Value {
  const { kernel } = call.settings;
  const [, channels = 1, ...size] = call.shape(0);
  const places = elementsOf(kernel);
  const weight = call.gradient.graph.constant(new Float32Array(channels * places).fill(1 / places), [channels, 1, ...kernel]);
  return convTranspose(call.gradient, weight, { ...call.settings, groups: channels }, size);
}

export const averagePoolGradient: Gradient<Windows> = {
  op: averagePoolOp,
  backward: (call) => [() => spreadBack(call)],
  examples: [
    { inputs: [spread([2, 2, 4, 4])], build: (x) => averagePool(x, { kernel: [2, 2], strides: [2, 2] }) },
    { inputs: [spread([1, 2, 5, 4])], build: (x) => averagePool(x, { kernel: [3, 2], strides: [2, 1], padding: [1, 0] }) },
    { inputs: [spread([1, 2, 6])], build: (x) => averagePool(x, { kernel: [3] }) },
  ],
};
