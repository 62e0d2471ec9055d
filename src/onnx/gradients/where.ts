import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { where, whereOp } from "../ops/where.ts";
import { tensor } from "../tensor.ts";

export const whereGradient: Gradient = {
  op: whereOp,
  backward: (call) => {
    const zero = call.gradient.graph.scalar(0);
    return [
      undefined,
      () => sumToShape(where(call.input(0), call.gradient, zero), call.shape(1)),
      () => sumToShape(where(call.input(0), zero, call.gradient), call.shape(2)),
    ];
  },
  examples: [
    {
      inputs: [tensor("bool", [2, 2], [true, false, false, true]), spread([2, 2], 1), spread([2], 2)],
      build: (condition, a, b) => where(condition, a, b),
    },
  ],
};
