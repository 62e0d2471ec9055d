import type { Gradient } from "../differentiation/gradient.ts";
import { positive, spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { div, divOp } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";

export const divGradient: Gradient = {
  op: divOp,
  backward: (call) => [
    () => sumToShape(div(call.gradient, call.input(1)), call.shape(0)),
    // −a/b² is −(a/b)/b.
    () => neg(sumToShape(div(mul(call.gradient, call.output()), call.input(1)), call.shape(1))),
  ],
  examples: [
    { inputs: [spread([2, 3]), positive([3])], build: (a, b) => div(a, b) },
    { inputs: [spread([2, 1]), positive([2, 2])], build: (a, b) => div(a, b) },
  ],
};
