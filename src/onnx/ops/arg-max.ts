import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const argMaxOp: Op<{ readonly axis: number; readonly keepDimensions: boolean }> = {
  type: "ArgMax",
  infer: (call, settings) => {
    const { shape } = call.operand(0);
    call.expectType(0, floats);
    const axis = call.axis(settings.axis, shape.length);
    return [{ type: "int64", shape: settings.keepDimensions ? shape.with(axis, 1) : shape.toSpliced(axis, 1) }];
  },
  encode: ({ axis, keepDimensions }) => ({ attributes: { axis: { int: axis }, keepdims: { int: keepDimensions ? 1 : 0 } } }),
  examples: [
    { inputs: [tensor("float32", [2, 3], [1, 3, 2, 9, 9, 7])], build: (x) => argMax(x, 1), expected: [1, 0] },
    { inputs: [tensor("float64", [2, 3], [1, 3, 2, 9, 9, 7])], build: (x) => argMax(x, -1, true), expected: [1, 0] },
  ],
};

/** Position of the largest element along an axis, the first of equals. @throws ONNX_SETTING_INVALID */
export function argMax(x: Value, axis: number, keepDimensions = false): Value {
  return applyOp(argMaxOp, [x], { axis, keepDimensions });
}
