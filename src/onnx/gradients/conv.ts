import { convInputGradient } from "../differentiation/conv-input-gradient.ts";
import { convWeightGradient } from "../differentiation/conv-weight-gradient.ts";
import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { type ConvSettings, conv, convOp } from "../ops/conv.ts";
import { reduceSum } from "../ops/reduce-sum.ts";

export const convGradient: Gradient<ConvSettings> = {
  op: convOp,
  backward: (call) => [
    () => convInputGradient(call),
    () => convWeightGradient(call),
    call.inputs < 3 ? undefined : () => reduceSum(call.gradient, [0, ...call.settings.kernel.map((_, axis) => axis + 2)]),
  ],
  examples: [
    { inputs: [spread([2, 2, 4, 3], 1), spread([3, 2, 2, 2], 2), spread([3], 3)], build: (x, w, b) => conv(x, w, b) },
    { inputs: [spread([1, 2, 4, 4], 1), spread([2, 2, 3, 3], 2)], build: (x, w) => conv(x, w, undefined, { padding: [1, 1] }) },
    {
      inputs: [spread([2, 1, 5, 6], 1), spread([2, 1, 3, 2], 2)],
      build: (x, w) => conv(x, w, undefined, { strides: [2, 3], padding: [1, 0] }),
    },
    { inputs: [spread([1, 4, 4, 3], 1), spread([6, 2, 2, 2], 2)], build: (x, w) => conv(x, w, undefined, { groups: 2 }) },
    { inputs: [spread([2, 3, 4, 4], 1), spread([3, 1, 3, 3], 2)], build: (x, w) => conv(x, w, undefined, { groups: 3, padding: [1, 1] }) },
    {
      inputs: [spread([1, 3, 5, 5], 1), spread([6, 1, 3, 3], 2)],
      build: (x, w) => conv(x, w, undefined, { groups: 3, strides: [2, 2], padding: [1, 1] }),
    },
    {
      inputs: [spread([1, 1, 5, 6], 1), spread([2, 1, 2, 3], 2)],
      build: (x, w) => conv(x, w, undefined, { dilations: [3, 2], padding: [1, 2] }),
    },
    {
      inputs: [spread([2, 2, 7], 1), spread([2, 2, 3], 2), spread([2], 3)],
      build: (x, w, b) => conv(x, w, b, { strides: [2], dilations: [2], padding: [2] }),
    },
    { inputs: [spread([1, 2, 3, 3], 1), spread([2, 2, 1, 1], 2)], build: (x, w) => conv(x, w, undefined, { padding: [1, 1] }) },
    {
      inputs: [spread([8, 8, 16, 16], 1), spread([16, 8, 3, 3], 2), spread([16], 3)],
      build: (x, w, b) => conv(x, w, b, { padding: [1, 1] }),
      onlyThreads: true,
    },
    {
      inputs: [spread([8, 8, 16, 16], 1), spread([16, 8, 3, 3], 2), spread([16], 3)],
      build: (x, w, b) => conv(x, w, b, { strides: [2, 2] }),
      onlyThreads: true,
    },
  ],
};
