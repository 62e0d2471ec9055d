import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { type PadSettings, pad, padOp } from "../ops/pad.ts";
import { slice } from "../ops/slice.ts";

export const padGradient: Gradient<PadSettings> = {
  op: padOp,
  backward: (call) => {
    const shape = call.shape(0);
    const { before } = call.settings;
    const ends = shape.map((size, axis) => size + (before[axis] ?? 0));
    return [() => slice(call.gradient, before, ends, [...shape.keys()])];
  },
  examples: [{ inputs: [spread([2, 3])], build: (x) => pad(x, [1, 0], [0, 2]) }],
};
