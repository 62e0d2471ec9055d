import type { Gradient } from "../differentiation/gradient.ts";
import { masked } from "../differentiation/masked.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import type { Value } from "../graph.ts";
import { greaterOrEqual } from "../ops/greater-or-equal.ts";
import { max, maxOp } from "../ops/max.ts";
import { sub } from "../ops/sub.ts";

export const maxGradient: Gradient = {
  op: maxOp,
  // Where both are equal, the first operand takes the whole gradient.
  backward: (call) => {
    const first = (): Value => masked(call.gradient, greaterOrEqual(call.input(0), call.input(1)));
    return [() => sumToShape(first(), call.shape(0)), () => sumToShape(sub(call.gradient, first()), call.shape(1))];
  },
  examples: [
    { inputs: [spread([2, 3], 1), spread([3], 2)], build: (a, b) => max(a, b) },
    { inputs: [spread([2, 3])], build: (a) => max(a, a.graph.scalar(0)) },
  ],
};
