import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { neg } from "../ops/neg.ts";
import { sub, subOp } from "../ops/sub.ts";

export const subGradient: Gradient = {
  op: subOp,
  backward: (call) => [() => sumToShape(call.gradient, call.shape(0)), () => neg(sumToShape(call.gradient, call.shape(1)))],
  examples: [
    { inputs: [spread([2, 3]), spread([3])], build: (a, b) => sub(a, b) },
    { inputs: [spread([2, 1]), spread([2, 3])], build: (a, b) => sub(a, b) },
  ],
};
