import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastShapes } from "../shapes/dimension.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const gemmOp: Op = {
  type: "Gemm",
  infer: (call) => {
    call.expectType(0, floats);
    const type = call.expectSameTypes();
    const left = call.operand(0).shape;
    const right = call.operand(1).shape;
    const isMatrices = left.length === 2 && right.length === 2;
    if (!isMatrices || left[1] !== right[0]) call.shapeMismatch("Give [n, k] and [k, m].");
    const shape = [left[0] as Dimension, right[1] as Dimension];
    const joint = broadcastShapes([shape, call.operand(2).shape]);
    if (joint?.length !== 2 || joint.some((dimension, i) => dimension !== shape[i]))
      call.shapeMismatch("The bias must broadcast to [n, m].");
    return [{ type, shape }];
  },
  examples: [
    {
      inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])],
      build: (a) => gemm(a, a.graph.constant(Float32Array.of(10, 1), [2, 1]), a.graph.constant(Float32Array.of(0.5))),
      expected: [12.5, 34.5, 56.5],
    },
  ],
};

/** a · b + bias: [n, k] · [k, m] + [m] → [n, m]. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function gemm(a: Value, b: Value, bias: Value): Value {
  return applyOp(gemmOp, [a, b, bias], undefined);
}
