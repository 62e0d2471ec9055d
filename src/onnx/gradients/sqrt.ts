import type { Gradient } from "../differentiation/gradient.ts";
import { positive } from "../differentiation/spread.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt, sqrtOp } from "../ops/sqrt.ts";

export const sqrtGradient: Gradient = {
  op: sqrtOp,
  backward: (call) => [() => div(mul(call.gradient, call.gradient.graph.scalar(0.5)), call.output())],
  examples: [{ inputs: [positive([3, 2])], build: (x) => sqrt(x) }],
};
