import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { integers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const gatherElementsOp: Op<{ readonly axis: number }> = {
  type: "GatherElements",
  infer: (call, settings) => {
    call.expectType(1, integers);
    const { type, shape } = call.operand(0);
    const indices = call.operand(1).shape;
    const axis = call.axis(settings.axis, shape.length);
    const fits = indices.length === shape.length && indices.every((size, i) => i === axis || size === shape[i]);
    if (!fits) call.shapeMismatch(`All dimensions but number ${axis} must be equal.`);
    return [{ type, shape: indices }];
  },
  encode: ({ axis }) => ({ attributes: { axis: { int: axis } } }),
  examples: [
    {
      inputs: [tensor("float32", [2, 3], [1, 2, 3, 4, 5, 6]), tensor("int64", [2, 1], [2, 0])],
      build: (data, indices) => gatherElements(data, indices, 1),
      expected: [3, 4],
    },
  ],
};

/** One element per index along an axis: result[i, j] = data[i, indices[i, j]] for axis 1. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function gatherElements(data: Value, indices: Value, axis: number): Value {
  return applyOp(gatherElementsOp, [data, indices], { axis });
}
