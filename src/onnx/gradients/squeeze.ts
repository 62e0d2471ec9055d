import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { reshape } from "../ops/reshape.ts";
import { squeeze, squeezeOp } from "../ops/squeeze.ts";

export const squeezeGradient: Gradient<{ readonly axes: readonly number[] }> = {
  op: squeezeOp,
  backward: (call) => [() => reshape(call.gradient, call.shape(0))],
  examples: [{ inputs: [spread([2, 1, 3])], build: (x) => squeeze(x, [1]) }],
};
