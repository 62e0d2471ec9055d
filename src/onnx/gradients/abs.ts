import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { abs, absOp } from "../ops/abs.ts";
import { mul } from "../ops/mul.ts";
import { sign } from "../ops/sign.ts";

export const absGradient: Gradient = {
  op: absOp,
  backward: (call) => [() => mul(call.gradient, sign(call.input(0)))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => abs(x) }],
};
