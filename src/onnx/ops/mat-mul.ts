import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastShapes } from "../shapes/dimension.ts";
import { numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const matMulOp: Op = {
  type: "MatMul",
  infer: (call) => {
    call.expectType(0, numbers);
    const type = call.expectSameTypes();
    const left = call.operand(0).shape;
    const right = call.operand(1).shape;
    const fix = "Both need two dimensions at least, and the last of the first must equal the last but one of the second.";
    if (left.length < 2 || right.length < 2 || left.at(-1) !== right.at(-2)) call.shapeMismatch(fix);
    const batch = broadcastShapes([left.slice(0, -2), right.slice(0, -2)]) ?? call.shapeMismatch("The leading dimensions must broadcast.");
    return [{ type, shape: [...batch, left.at(-2) as Dimension, right.at(-1) as Dimension] }];
  },
  examples: [
    {
      inputs: [tensor("float32", [2, 2], [1, 2, 3, 4]), tensor("float32", [2, 1], [10, 1])],
      build: (a, b) => matMul(a, b),
      expected: [12, 34],
      fixedRows: "the rows of the second operand are the columns of the first",
    },
    {
      inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])],
      build: (a) => matMul(a, a.graph.constant(Float32Array.of(10, 1), [2, 1])),
      expected: [12, 34, 56],
    },
    {
      inputs: [tensor("float64", [2, 1, 2], [1, 2, 3, 4])],
      build: (a) => matMul(a, a.graph.constant(Float64Array.of(10, 1), [2, 1])),
      expected: [12, 34],
    },
  ],
};

/** Matrix product [..., n, k] · [..., k, m] → [..., n, m]. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function matMul(a: Value, b: Value): Value {
  return applyOp(matMulOp, [a, b], undefined);
}
