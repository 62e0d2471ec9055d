import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { tanh, tanhOp } from "../ops/tanh.ts";

export const tanhGradient: Gradient = {
  op: tanhOp,
  backward: (call) => {
    const y = call.output();
    return [() => mul(call.gradient, sub(y.graph.scalar(1), mul(y, y)))];
  },
  examples: [{ inputs: [spread([3, 2])], build: (x) => tanh(x) }],
};
