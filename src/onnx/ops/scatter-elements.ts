import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { integers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export interface ScatterElementsSettings {
  readonly axis: number;
  /** "none" overwrites, "add" sums what meets in one place. */
  readonly reduction: "none" | "add";
}

export const scatterElementsOp: Op<ScatterElementsSettings> = {
  type: "ScatterElements",
  infer: (call, { axis }) => {
    const { type, shape } = call.operand(0);
    call.expectType(1, integers);
    call.axis(axis, shape.length);
    const indices = call.operand(1).shape;
    const updates = call.operand(2);
    if (updates.type !== type) call.refuse("ONNX_TYPE_MISMATCH", `got ${type} and updates of ${updates.type}.`, "Cast them to one type.");
    const fits = indices.length === shape.length && indices.length === updates.shape.length;
    if (!fits || indices.some((size, i) => size !== updates.shape[i])) call.shapeMismatch("Indices and updates must have equal shapes.");
    return [{ type, shape }];
  },
  encode: ({ axis, reduction }) => ({ attributes: { axis: { int: axis }, reduction: { string: reduction } } }),
  examples: [
    {
      inputs: [
        tensor("float32", [2, 3], [0, 0, 0, 1, 1, 1]),
        tensor("int64", [2, 2], [2, 2, 0, 1]),
        tensor("float32", [2, 2], [5, 6, 7, 8]),
      ],
      build: (data, indices, updates) => scatterElements(data, indices, updates, { axis: 1, reduction: "add" }),
      expected: [0, 0, 11, 8, 9, 1],
    },
    {
      inputs: [tensor("int64", [2, 2], [0, 0, 1, 1]), tensor("int64", [2, 1], [1, 0]), tensor("int64", [2, 1], [5, 6])],
      build: (data, indices, updates) => scatterElements(data, indices, updates, { axis: 1, reduction: "none" }),
      expected: [0, 5, 6, 1],
    },
  ],
};

/**
 * `data` with `updates` written (or added) at the indices along an axis.
 * ONNX Runtime's ScatterND loses additions on several threads; this one does not.
 * @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH, ONNX_SETTING_INVALID
 */
export function scatterElements(data: Value, indices: Value, updates: Value, settings: ScatterElementsSettings): Value {
  return applyOp(scatterElementsOp, [data, indices, updates], settings);
}
