import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { type WindowSettings, type Windows, windowAttributes, windowCounts, windowsOf } from "../shapes/windows.ts";
import { tensor } from "../tensor.ts";

export const maxPoolOp: Op<Windows> = {
  type: "MaxPool",
  infer: (call, settings) => {
    const type = call.expectType(0, ["float32"]);
    const [rows, channels, ...spatial] = call.operand(0).shape;
    const shape = [rows ?? 1, channels ?? 1, ...windowCounts(call, spatial, settings)];
    return [
      { type, shape },
      { type: "int64", shape },
    ];
  },
  encode: (settings) => ({ attributes: windowAttributes(settings) }),
  examples: [
    {
      inputs: [tensor("float32", [1, 1, 2, 4], [1, 2, 3, 4, 8, 7, 6, 5])],
      build: (x) => maxPool(x, { kernel: [2, 2], strides: [2, 2] }).values,
      expected: [8, 6],
    },
    {
      inputs: [tensor("float32", [1, 2, 2], [1, 2, 4, 3])],
      build: (x) => maxPool(x, { kernel: [2] }).places,
      expected: [1, 2],
    },
  ],
};

/**
 * The largest element of each window over the axes behind [N, C], and its place in x read as one row of elements.
 * @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID
 */
export function maxPool(x: Value, settings: WindowSettings): { values: Value; places: Value } {
  const [values, places] = applyOpMany(maxPoolOp, [x], windowsOf(settings));
  return { values, places: places as Value };
}
