import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastShapes } from "../shapes/dimension.ts";
import { tensor } from "../tensor.ts";
import { shapeOf } from "./shape-of.ts";

/** Operands: what is repeated, the target's shape as int64 vector; the setting says what that vector holds. */
export const expandOp: Op<{ readonly like: Pick<Value, "shape"> }> = {
  type: "Expand",
  infer: (call, { like }) => {
    const { type, shape } = call.operand(0);
    const joint = broadcastShapes([shape, like.shape]) ?? call.shapeMismatch(`It must broadcast to [${like.shape.join(", ")}].`);
    return [{ type, shape: joint }];
  },
  examples: [
    {
      inputs: [tensor("float32", [2, 1], [1, 2]), tensor("string", [2, 2], ["", "", "", ""])],
      build: (x, like) => expand(x, like),
      expected: [1, 1, 2, 2],
    },
    {
      inputs: [tensor("int64", [3, 2], [0, 0, 0, 0, 0, 0])],
      build: (like) => expand(like.graph.constant(Float32Array.of(1, 2), [1, 2]), like),
      expected: [1, 2, 1, 2, 1, 2],
    },
    {
      inputs: [tensor("float32", [1, 2], [1, 2])],
      build: (x) => expandTo(x, [2, 2]),
      expected: [1, 2, 1, 2],
      fixedRows: "its shape is given in numbers",
    },
  ],
};

/** x, repeated until it has the shape of `like`. @throws ONNX_SHAPE_MISMATCH */
export function expand(x: Value, like: Value): Value {
  return applyOp(expandOp, [x, shapeOf(like)], { like });
}

/** x, repeated until it has the shape. @throws ONNX_SHAPE_MISMATCH */
export function expandTo(x: Value, shape: readonly number[]): Value {
  return applyOp(expandOp, [x, x.graph.constant(BigInt64Array.from(shape, BigInt))], { like: { shape } });
}
