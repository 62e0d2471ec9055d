import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce-sum.ts";
import { softmax, softmaxOp } from "../ops/softmax.ts";
import { sub } from "../ops/sub.ts";

export const softmaxGradient: Gradient<{ readonly axis: number }> = {
  op: softmaxOp,
  // (g − Σ g·y)·y
  backward: (call) => {
    const y = call.output();
    const g = call.gradient;
    return [() => mul(sub(g, reduceSum(mul(g, y), [call.settings.axis], true)), y)];
  },
  examples: [
    { inputs: [spread([2, 3])], build: (x) => softmax(x, -1) },
    { inputs: [spread([2, 3, 2])], build: (x) => softmax(x, 1) },
    { inputs: [spread([256, 64])], build: (x) => softmax(x, 1), onlyThreads: true },
  ],
};
