import type { Gradient } from "../differentiation/gradient.ts";
import { fixedShape } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import type { Value } from "../graph.ts";
import { concat } from "../ops/concat.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { mul } from "../ops/mul.ts";
import { type SplitSettings, split, splitOp } from "../ops/split.ts";

export const splitGradient: Gradient<SplitSettings> = {
  op: splitOp,
  backward: (call) => {
    const parts = (): Value[] =>
      call.settings.sizes.map((_, i) => call.gradientOf(i) ?? zeros(call.input(0).graph, fixedShape(call.output(i))));
    return [() => concat(parts() as [Value, ...Value[]], call.settings.axis)];
  },
  examples: [
    { inputs: [spread([2, 5])], build: (x) => concat(split(x, [1, 3, 1], 1).toReversed() as [Value, ...Value[]], 1) },
    { inputs: [spread([4, 2])], build: (x) => mul(...(split(x, [1, 1, 2], 0).slice(0, 2) as [Value, Value])) },
  ],
};
