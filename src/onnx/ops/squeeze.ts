import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const squeezeOp: Op<{ readonly axes: readonly number[] }> = {
  type: "Squeeze",
  infer: (call, settings) => {
    const { type, shape } = call.operand(0);
    const axes = settings.axes.map((axis) => call.axis(axis, shape.length));
    if (axes.some((axis) => shape[axis] !== 1)) call.shapeMismatch(`Dimensions ${axes.join(", ")} must be 1.`);
    return [{ type, shape: shape.filter((_, i) => !axes.includes(i)) }];
  },
  encode: ({ axes }, graph) => ({ inputs: [graph.constant(BigInt64Array.from(axes, BigInt))] }),
  examples: [
    { inputs: [tensor("float32", [2, 1], [1, 2])], build: (x) => squeeze(x, [1]), expected: [1, 2] },
    { inputs: [tensor("string", [2, 1, 1], ["a", "b"])], build: (x) => squeeze(x, [-1]), expected: ["a", "b"] },
  ],
};

/** Without the dimensions of 1 that are named. @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID */
export function squeeze(x: Value, axes: readonly number[]): Value {
  return applyOp(squeezeOp, [x], { axes });
}
