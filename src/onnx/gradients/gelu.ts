import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { add } from "../ops/add.ts";
import { erf } from "../ops/erf.ts";
import { exp } from "../ops/exp.ts";
import { gelu, geluOp } from "../ops/gelu.ts";
import { mul } from "../ops/mul.ts";

export const geluGradient: Gradient = {
  op: geluOp,
  // Φ(x) + x·φ(x), for the normal distribution Φ and its density φ.
  backward: (call) => {
    const x = call.input(0);
    const scalar = (value: number) => x.graph.scalar(value);
    const below = () => mul(add(erf(mul(x, scalar(Math.SQRT1_2))), scalar(1)), scalar(0.5));
    const density = () => mul(exp(mul(mul(x, x), scalar(-0.5))), scalar(1 / Math.sqrt(2 * Math.PI)));
    return [() => mul(call.gradient, add(below(), mul(x, density())))];
  },
  examples: [{ inputs: [spread([3, 2])], build: (x) => gelu(x) }],
};
