import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { concat, concatOp } from "../ops/concat.ts";
import { slice } from "../ops/slice.ts";

export const concatGradient: Gradient<{ readonly axis: number }> = {
  op: concatOp,
  backward: (call) => {
    const { axis } = call.settings;
    let start = 0;
    return Array.from({ length: call.inputs }, (_, i) => {
      const from = start;
      start += call.shape(i).at(axis) ?? 0;
      const to = start;
      return () => slice(call.gradient, [from], [to], [axis]);
    });
  },
  examples: [
    { inputs: [spread([2, 1], 1), spread([2, 3], 2)], build: (a, b) => concat([a, b, a], 1) },
    { inputs: [spread([1, 2], 1), spread([2, 2], 2)], build: (a, b) => concat([a, b], -2) },
  ],
};
