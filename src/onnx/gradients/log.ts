import type { Gradient } from "../differentiation/gradient.ts";
import { positive } from "../differentiation/spread.ts";
import { div } from "../ops/div.ts";
import { log, logOp } from "../ops/log.ts";

export const logGradient: Gradient = {
  op: logOp,
  backward: (call) => [() => div(call.gradient, call.input(0))],
  examples: [{ inputs: [positive([3, 2])], build: (x) => log(x) }],
};
