import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const logSoftmaxOp: Op<{ readonly axis: number }> = {
  type: "LogSoftmax",
  infer: (call, { axis }) => {
    const { shape } = call.operand(0);
    call.axis(axis, shape.length);
    return [{ type: call.expectType(0, floats), shape }];
  },
  encode: ({ axis }) => ({ attributes: { axis: { int: axis } } }),
  examples: [
    {
      inputs: [tensor("float32", [2, 2], [0, 0, Math.log(3), 0])],
      build: (x) => logSoftmax(x, 1),
      expected: [Math.log(0.5), Math.log(0.5), Math.log(0.75), Math.log(0.25)],
    },
  ],
};

/** Logarithm of the softmax along an axis, exact where the softmax itself would round to 0. @throws ONNX_SETTING_INVALID */
export function logSoftmax(x: Value, axis: number): Value {
  return applyOp(logSoftmaxOp, [x], { axis });
}
