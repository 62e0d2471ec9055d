import type { Gradient } from "../differentiation/gradient.ts";
import { keptShape } from "../differentiation/kept-shape.ts";
import { spread } from "../differentiation/spread.ts";
import { expandTo } from "../ops/expand.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean, reduceMeanOp } from "../ops/reduce-mean.ts";
import { reshape } from "../ops/reshape.ts";
import type { ReduceSettings } from "../shapes/reduce.ts";
import { elementsOf } from "../tensor.ts";

export const reduceMeanGradient: Gradient<ReduceSettings> = {
  op: reduceMeanOp,
  backward: (call) => {
    const shape = call.shape(0);
    const kept = keptShape(shape, call.settings.axes);
    const share = elementsOf(kept) / elementsOf(shape);
    return [() => expandTo(mul(reshape(call.gradient, kept), call.gradient.graph.scalar(share)), shape)];
  },
  examples: [
    { inputs: [spread([2, 3])], build: (x) => reduceMean(x, [1], true) },
    { inputs: [spread([2, 3, 2])], build: (x) => reduceMean(x, [0, -1]) },
    { inputs: [spread([3, 2])], build: (x) => reduceMean(x, [0, 1]) },
  ],
};
