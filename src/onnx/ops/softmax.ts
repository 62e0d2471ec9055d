import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const softmaxOp: Op<{ readonly axis: number }> = {
  type: "Softmax",
  infer: (call, { axis }) => {
    const { shape } = call.operand(0);
    call.axis(axis, shape.length);
    return [{ type: call.expectType(0, floats), shape }];
  },
  encode: ({ axis }) => ({ attributes: { axis: { int: axis } } }),
  examples: [
    { inputs: [tensor("float32", [2, 2], [0, 0, Math.log(3), 0])], build: (x) => softmax(x, 1), expected: [0.5, 0.5, 0.75, 0.25] },
    { inputs: [tensor("float64", [2, 2], [0, 0, Math.log(3), 0])], build: (x) => softmax(x, 0), expected: [0.25, 0.5, 0.75, 0.5] },
  ],
};

/** eˣ divided by its sum along the axis: probabilities that sum to 1. @throws ONNX_SETTING_INVALID */
export function softmax(x: Value, axis: number): Value {
  return applyOp(softmaxOp, [x], { axis });
}
