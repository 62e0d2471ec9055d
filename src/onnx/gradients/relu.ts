import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { greater } from "../ops/greater.ts";
import { relu, reluOp } from "../ops/relu.ts";
import { where } from "../ops/where.ts";

export const reluGradient: Gradient = {
  op: reluOp,
  backward: (call) => {
    const zero = call.gradient.graph.scalar(0);
    return [() => where(greater(call.output(), zero), call.gradient, zero)];
  },
  examples: [{ inputs: [spread([3, 2])], build: (x) => relu(x) }],
};
