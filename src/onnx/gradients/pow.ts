import type { Gradient } from "../differentiation/gradient.ts";
import { positive, spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { log } from "../ops/log.ts";
import { mul } from "../ops/mul.ts";
import { pow, powOp } from "../ops/pow.ts";
import { sub } from "../ops/sub.ts";

export const powGradient: Gradient = {
  op: powOp,
  backward: (call) => {
    const a = call.input(0);
    const b = call.input(1);
    const slope = () => mul(b, pow(a, sub(b, a.graph.scalar(1))));
    return [
      () => sumToShape(mul(call.gradient, slope()), call.shape(0)),
      () => sumToShape(mul(call.gradient, mul(call.output(), log(a))), call.shape(1)),
    ];
  },
  examples: [
    { inputs: [spread([2, 3])], build: (a) => pow(a, a.graph.scalar(3)) },
    { inputs: [positive([2, 3]), positive([3])], build: (a, b) => pow(a, b) },
  ],
};
