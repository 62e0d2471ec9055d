import type { Gradient } from "../differentiation/gradient.ts";
import { masked } from "../differentiation/masked.ts";
import { spread } from "../differentiation/spread.ts";
import type { DataType } from "../graph.ts";
import { type ClipSettings, clip, clipOp } from "../ops/clip.ts";
import { equal } from "../ops/equal.ts";

export const clipGradient: Gradient<ClipSettings & { readonly type: DataType }> = {
  op: clipOp,
  // Elements that were moved pass nothing.
  backward: (call) => [() => masked(call.gradient, equal(call.input(0), call.output()))],
  examples: [{ inputs: [spread([3, 2])], build: (x) => clip(x, -0.5, 1.3) }],
};
