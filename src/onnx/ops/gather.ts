import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { integers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const gatherOp: Op<{ readonly axis: number }> = {
  type: "Gather",
  infer: (call, settings) => {
    call.expectType(1, integers);
    const { type, shape } = call.operand(0);
    const axis = call.axis(settings.axis, shape.length);
    return [{ type, shape: [...shape.slice(0, axis), ...call.operand(1).shape, ...shape.slice(axis + 1)] }];
  },
  encode: ({ axis }) => ({ attributes: { axis: { int: axis } } }),
  examples: [
    {
      inputs: [tensor("int64", [2, 2], [2, 0, 1, 1])],
      build: (index) => gather(index.graph.constant(Float32Array.of(5, 6, 7)), index, 0),
      expected: [7, 5, 6, 6],
    },
    {
      inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])],
      build: (x) => gather(x, x.graph.constant(BigInt64Array.of(1n)), 1),
      expected: [2, 4, 6],
    },
    {
      inputs: [tensor("string", [2, 2], ["a", "b", "c", "d"])],
      build: (x) => gather(x, x.graph.constant(BigInt64Array.of(1n, 0n)), -1),
      expected: ["b", "a", "d", "c"],
    },
  ],
};

/**
 * Slices of `data` along an axis: the result has the shape of `indices` where `data` has the axis.
 * Indices are in [0, size); ONNX Runtime refuses others when it runs.
 * @throws ONNX_SETTING_INVALID, ONNX_TYPE_MISMATCH
 */
export function gather(data: Value, indices: Value, axis = 0): Value {
  return applyOp(gatherOp, [data, indices], { axis });
}
