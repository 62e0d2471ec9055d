import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { exp, expOp } from "../ops/exp.ts";
import { mul } from "../ops/mul.ts";

export const expGradient: Gradient = {
  op: expOp,
  backward: (call) => [() => mul(call.gradient, call.output())],
  examples: [{ inputs: [spread([3, 2])], build: (x) => exp(x) }],
};
