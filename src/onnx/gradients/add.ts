import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { add, addOp } from "../ops/add.ts";

export const addGradient: Gradient = {
  op: addOp,
  backward: (call) => [() => sumToShape(call.gradient, call.shape(0)), () => sumToShape(call.gradient, call.shape(1))],
  examples: [
    { inputs: [spread([2, 3]), spread([3])], build: (a, b) => add(a, b) },
    { inputs: [spread([2, 1, 2]), spread([3, 1])], build: (a, b) => add(a, b) },
    { inputs: [spread([1]), spread([2, 2])], build: (a, b) => add(a, b) },
    { inputs: [spread([512, 256]), spread([256])], build: (a, b) => add(a, b), onlyThreads: true },
  ],
};
