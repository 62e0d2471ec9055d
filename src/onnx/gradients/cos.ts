import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { cos, cosOp } from "../ops/cos.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { sin } from "../ops/sin.ts";

export const cosGradient: Gradient = {
  op: cosOp,
  backward: (call) => [() => neg(mul(call.gradient, sin(call.input(0))))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => cos(x) }],
};
