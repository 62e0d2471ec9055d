import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { exp } from "../ops/exp.ts";
import { logSoftmax, logSoftmaxOp } from "../ops/log-softmax.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce-sum.ts";
import { sub } from "../ops/sub.ts";

export const logSoftmaxGradient: Gradient<{ readonly axis: number }> = {
  op: logSoftmaxOp,
  // g − softmax·Σ g
  backward: (call) => [() => sub(call.gradient, mul(exp(call.output()), reduceSum(call.gradient, [call.settings.axis], true)))],
  examples: [
    { inputs: [spread([2, 3])], build: (x) => logSoftmax(x, -1) },
    { inputs: [spread([2, 3, 2])], build: (x) => logSoftmax(x, 1) },
  ],
};
