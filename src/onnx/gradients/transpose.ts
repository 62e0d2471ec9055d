import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { transpose, transposeOp } from "../ops/transpose.ts";

export const transposeGradient: Gradient<{ readonly order: readonly number[] }> = {
  op: transposeOp,
  backward: (call) => {
    const { order } = call.settings;
    return [
      () =>
        transpose(
          call.gradient,
          [...order.keys()].map((axis) => order.indexOf(axis)),
        ),
    ];
  },
  examples: [{ inputs: [spread([2, 3, 2])], build: (x) => transpose(x, [1, 2, 0]) }],
};
