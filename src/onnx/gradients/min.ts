import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { lessOrEqual } from "../ops/less-or-equal.ts";
import { min, minOp } from "../ops/min.ts";
import { where } from "../ops/where.ts";

export const minGradient: Gradient = {
  op: minOp,
  // Where both are equal, the first operand takes the whole gradient.
  backward: (call) => {
    const isFirst = () => lessOrEqual(call.input(0), call.input(1));
    const zero = call.gradient.graph.scalar(0);
    return [
      () => sumToShape(where(isFirst(), call.gradient, zero), call.shape(0)),
      () => sumToShape(where(isFirst(), zero, call.gradient), call.shape(1)),
    ];
  },
  examples: [
    { inputs: [spread([2, 3], 1), spread([3], 2)], build: (a, b) => min(a, b) },
    { inputs: [spread([2, 3])], build: (a) => min(a, a.graph.scalar(0)) },
  ],
};
