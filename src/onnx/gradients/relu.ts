import type { Gradient } from "../differentiation/gradient.ts";
import { masked } from "../differentiation/masked.ts";
import { spread } from "../differentiation/spread.ts";
import { greater } from "../ops/greater.ts";
import { relu, reluOp } from "../ops/relu.ts";

export const reluGradient: Gradient = {
  op: reluOp,
  backward: (call) => [() => masked(call.gradient, greater(call.output(), call.gradient.graph.scalar(0)))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => relu(x) }],
};
