import type { Gradient } from "../differentiation/gradient.ts";
import { keptShape } from "../differentiation/kept-shape.ts";
import { spread } from "../differentiation/spread.ts";
import { expandTo } from "../ops/expand.ts";
import { reduceSum, reduceSumOp } from "../ops/reduce-sum.ts";
import { reshape } from "../ops/reshape.ts";
import type { ReduceSettings } from "../shapes/reduce.ts";

export const reduceSumGradient: Gradient<ReduceSettings> = {
  op: reduceSumOp,
  backward: (call) => [() => expandTo(reshape(call.gradient, keptShape(call.shape(0), call.settings.axes)), call.shape(0))],
  examples: [
    { inputs: [spread([2, 3])], build: (x) => reduceSum(x, [1], true) },
    { inputs: [spread([2, 3, 2])], build: (x) => reduceSum(x, [0, -1]) },
  ],
};
