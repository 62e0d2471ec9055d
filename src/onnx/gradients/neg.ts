import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { neg, negOp } from "../ops/neg.ts";

export const negGradient: Gradient = {
  op: negOp,
  backward: (call) => [() => neg(call.gradient)],
  examples: [{ inputs: [spread([3, 2])], build: (x) => neg(x) }],
};
