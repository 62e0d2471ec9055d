import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const transposeOp: Op<{ readonly order: readonly number[] }> = {
  type: "Transpose",
  infer: (call, { order }) => {
    const { type, shape } = call.operand(0);
    const isOrder = order.length === shape.length && shape.every((_, i) => order.includes(i));
    if (!isOrder)
      call.refuse("ONNX_SETTING_INVALID", `got the order [${order.join(", ")}] for ${shape.length} axes.`, "Name each axis once.");
    return [{ type, shape: order.map((axis) => shape[axis] as Dimension) }];
  },
  encode: ({ order }) => ({ attributes: { perm: { ints: order } } }),
  examples: [
    { inputs: [tensor("float32", [2, 3], [1, 2, 3, 4, 5, 6])], build: (x) => transpose(x, [1, 0]), expected: [1, 4, 2, 5, 3, 6] },
    { inputs: [tensor("int64", [2, 1, 2], [1, 2, 3, 4])], build: (x) => transpose(x, [0, 2, 1]), expected: [1, 2, 3, 4] },
  ],
};

/** Axes in another order: axis i of the result is axis order[i] of the operand. @throws ONNX_SETTING_INVALID */
export function transpose(x: Value, order: readonly number[]): Value {
  return applyOp(transposeOp, [x], { order });
}
