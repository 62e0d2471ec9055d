import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** Kernel of the pooling, and the shape that it was applied to. */
export interface MaxUnpoolSettings {
  readonly kernel: readonly number[];
  readonly shape: readonly number[];
}

export const maxUnpoolOp: Op<MaxUnpoolSettings> = {
  type: "MaxUnpool",
  infer: (call, { shape }) => [{ type: call.expectType(0, ["float32"]), shape }],
  encode: ({ kernel, shape }, graph) => ({
    inputs: [graph.constant(BigInt64Array.from(shape, BigInt))],
    attributes: { kernel_shape: { ints: kernel }, strides: { ints: kernel } },
  }),
  examples: [
    {
      inputs: [tensor("float32", [1, 1, 2], [5, 6]), tensor("int64", [1, 1, 2], [1, 2])],
      build: (x, places) => maxUnpool(x, places, { kernel: [2], shape: [1, 1, 4] }),
      expected: [0, 5, 6, 0],
    },
  ],
};

/** Puts elements where a pooling without overlap found its largest ones, and zeros elsewhere. */
export function maxUnpool(x: Value, places: Value, settings: MaxUnpoolSettings): Value {
  return applyOp(maxUnpoolOp, [x, places], settings);
}
