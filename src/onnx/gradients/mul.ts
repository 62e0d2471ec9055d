import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { mul, mulOp } from "../ops/mul.ts";

export const mulGradient: Gradient = {
  op: mulOp,
  backward: (call) => [
    () => sumToShape(mul(call.gradient, call.input(1)), call.shape(0)),
    () => sumToShape(mul(call.gradient, call.input(0)), call.shape(1)),
  ],
  examples: [
    { inputs: [spread([2, 3]), spread([3])], build: (a, b) => mul(a, b) },
    { inputs: [spread([2, 2])], build: (a) => mul(a, a) },
    { inputs: [spread([512, 256]), spread([512, 1])], build: (a, b) => mul(a, b), onlyThreads: true },
  ],
};
