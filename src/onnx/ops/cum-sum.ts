import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const cumSumOp: Op<{ readonly axis: number }> = {
  type: "CumSum",
  infer: (call, { axis }) => {
    const { shape } = call.operand(0);
    call.axis(axis, shape.length);
    return [{ type: call.expectType(0, numbers), shape }];
  },
  encode: ({ axis }, graph) => ({ inputs: [graph.scalar(axis, "int64")] }),
  examples: [
    { inputs: [tensor("float32", [2, 3], [1, 2, 3, 4, 5, 6])], build: (x) => cumSum(x, 1), expected: [1, 3, 6, 4, 9, 15] },
    { inputs: [tensor("int64", [2, 2], [1, 2, 3, 4])], build: (x) => cumSum(x, 0), expected: [1, 2, 4, 6] },
  ],
};

/** Sum of all elements up to each one along an axis. @throws ONNX_SETTING_INVALID */
export function cumSum(x: Value, axis: number): Value {
  return applyOp(cumSumOp, [x], { axis });
}
