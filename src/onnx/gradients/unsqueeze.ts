import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { reshape } from "../ops/reshape.ts";
import { unsqueeze, unsqueezeOp } from "../ops/unsqueeze.ts";

export const unsqueezeGradient: Gradient<{ readonly axes: readonly number[] }> = {
  op: unsqueezeOp,
  backward: (call) => [() => reshape(call.gradient, call.shape(0))],
  examples: [{ inputs: [spread([2, 3])], build: (x) => unsqueeze(x, [0, -1]) }],
};
