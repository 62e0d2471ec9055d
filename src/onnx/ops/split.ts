import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** Lengths of the parts along the axis. */
export interface SplitSettings {
  readonly axis: number;
  readonly sizes: readonly number[];
}

export const splitOp: Op<SplitSettings> = {
  type: "Split",
  infer: (call, settings) => {
    const { type, shape } = call.operand(0);
    const axis = call.axis(settings.axis, shape.length);
    const sum = settings.sizes.reduce((total, size) => total + size, 0);
    if (shape[axis] !== sum) call.shapeMismatch(`The parts [${settings.sizes.join(", ")}] must fill dimension ${axis}.`);
    return settings.sizes.map((size) => ({ type, shape: shape.with(axis, size) }));
  },
  encode: ({ axis, sizes }, graph) => ({
    inputs: [graph.constant(BigInt64Array.from(sizes, BigInt))],
    attributes: { axis: { int: axis } },
  }),
  examples: [
    {
      inputs: [tensor("float32", [2, 3], [1, 2, 3, 4, 5, 6])],
      build: (x) => split(x, [1, 2], 1).toReversed(),
      expected: [2, 3, 5, 6],
    },
    { inputs: [tensor("int64", [1, 2], [1, 2])], build: (x) => split(x, [1, 1], -1), expected: [1] },
  ],
};

/** Parts of x, one behind the other along an axis. @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID */
export function split(x: Value, sizes: readonly number[], axis: number): Value[] {
  return sizes.length === 1 ? [x] : applyOpMany(splitOp, [x], { axis, sizes });
}
