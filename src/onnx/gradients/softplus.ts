import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { mul } from "../ops/mul.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { softplus, softplusOp } from "../ops/softplus.ts";

export const softplusGradient: Gradient = {
  op: softplusOp,
  backward: (call) => [() => mul(call.gradient, sigmoid(call.input(0)))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => softplus(x) }],
};
