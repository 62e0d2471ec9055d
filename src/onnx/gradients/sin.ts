import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { cos } from "../ops/cos.ts";
import { mul } from "../ops/mul.ts";
import { sin, sinOp } from "../ops/sin.ts";

export const sinGradient: Gradient = {
  op: sinOp,
  backward: (call) => [() => mul(call.gradient, cos(call.input(0)))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => sin(x) }],
};
