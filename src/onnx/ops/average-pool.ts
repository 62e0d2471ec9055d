import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { type WindowSettings, type Windows, windowAttributes, windowCounts, windowsOf } from "../shapes/windows.ts";
import { tensor } from "../tensor.ts";

export const averagePoolOp: Op<Windows> = {
  type: "AveragePool",
  infer: (call, settings) => {
    const [rows, channels, ...spatial] = call.operand(0).shape;
    const type = call.expectType(0, ["float32"]);
    return [{ type, shape: [rows ?? 1, channels ?? 1, ...windowCounts(call, spatial, settings)] }];
  },
  encode: (settings) => ({ attributes: { ...windowAttributes(settings), count_include_pad: { int: 1 } } }),
  examples: [
    {
      inputs: [tensor("float32", [1, 1, 2, 4], [1, 2, 3, 4, 8, 7, 6, 5])],
      build: (x) => averagePool(x, { kernel: [2, 2], strides: [2, 2] }),
      expected: [4.5, 4.5],
    },
    { inputs: [tensor("float32", [1, 1, 2], [2, 4])], build: (x) => averagePool(x, { kernel: [2], padding: [1] }), expected: [1, 3, 2] },
  ],
};

/** Mean of each window over the axes behind [N, C]; padding counts as zeros. @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID */
export function averagePool(x: Value, settings: WindowSettings): Value {
  return applyOp(averagePoolOp, [x], windowsOf(settings));
}
