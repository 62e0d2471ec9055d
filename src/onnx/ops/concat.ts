import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { addDimensions } from "../shapes/dimension.ts";
import { tensor } from "../tensor.ts";

export const concatOp: Op<{ readonly axis: number }> = {
  type: "Concat",
  infer: (call, settings) => {
    const type = call.expectSameTypes();
    const shape = [...call.operand(0).shape];
    const axis = call.axis(settings.axis, shape.length);
    for (const { shape: other } of call.inputs.slice(1)) {
      const fits = other.length === shape.length && other.every((dimension, i) => i === axis || dimension === shape[i]);
      if (!fits) call.shapeMismatch(`All dimensions but number ${axis} must be equal.`);
      shape[axis] = addDimensions(shape[axis] ?? 0, other[axis] ?? 0);
    }
    return [{ type, shape }];
  },
  encode: ({ axis }) => ({ attributes: { axis: { int: axis } } }),
  examples: [
    {
      inputs: [tensor("float32", [2, 1], [1, 2]), tensor("float32", [2, 2], [3, 4, 5, 6])],
      build: (a, b) => concat([a, b], 1),
      expected: [1, 3, 4, 2, 5, 6],
    },
    { inputs: [tensor("string", [2, 1], ["a", "b"])], build: (a) => concat([a, a], -1), expected: ["a", "a", "b", "b"] },
    { inputs: [tensor("int64", [2, 1], [1, 2])], build: (a) => concat([a, a], 0), expected: [1, 2, 1, 2] },
  ],
};

/** Values one behind the other along an axis; a single one is returned as it is. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function concat(values: readonly [Value, ...Value[]], axis: number): Value {
  return values.length === 1 ? values[0] : applyOp(concatOp, values, { axis });
}
