import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { mul } from "../ops/mul.ts";
import { sigmoid, sigmoidOp } from "../ops/sigmoid.ts";
import { sub } from "../ops/sub.ts";

export const sigmoidGradient: Gradient = {
  op: sigmoidOp,
  backward: (call) => [() => mul(mul(call.gradient, call.output()), sub(call.gradient.graph.scalar(1), call.output()))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => sigmoid(x) }],
};
