import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { type ReshapeSettings, reshape, reshapeOp } from "../ops/reshape.ts";

export const reshapeGradient: Gradient<ReshapeSettings> = {
  op: reshapeOp,
  backward: (call) => [() => reshape(call.gradient, call.shape(0))],
  examples: [{ inputs: [spread([2, 3])], build: (x) => reshape(x, [3, 1, 2]) }],
};
