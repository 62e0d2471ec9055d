import type { Gradient } from "../differentiation/gradient.ts";
import { masked } from "../differentiation/masked.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { not } from "../ops/not.ts";
import { where, whereOp } from "../ops/where.ts";
import { tensor } from "../tensor.ts";

export const whereGradient: Gradient = {
  op: whereOp,
  backward: (call) => [
    undefined,
    () => sumToShape(masked(call.gradient, call.input(0)), call.shape(1)),
    () => sumToShape(masked(call.gradient, not(call.input(0))), call.shape(2)),
  ],
  examples: [
    {
      inputs: [tensor("bool", [2, 2], [true, false, false, true]), spread([2, 2], 1), spread([2], 2)],
      build: (condition, a, b) => where(condition, a, b),
    },
  ],
};
