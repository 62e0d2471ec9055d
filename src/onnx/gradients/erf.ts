import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { erf, erfOp } from "../ops/erf.ts";
import { exp } from "../ops/exp.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";

export const erfGradient: Gradient = {
  op: erfOp,
  // 2/√π · e^(−x²)
  backward: (call) => {
    const x = call.input(0);
    return [() => mul(call.gradient, mul(exp(neg(mul(x, x))), x.graph.scalar(2 / Math.sqrt(Math.PI))))];
  },
  examples: [{ inputs: [spread([3, 2])], build: (x) => erf(x) }],
};
