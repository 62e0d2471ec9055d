import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const unsqueezeOp: Op<{ readonly axes: readonly number[] }> = {
  type: "Unsqueeze",
  infer: (call, settings) => {
    const { type, shape } = call.operand(0);
    const rank = shape.length + settings.axes.length;
    const axes = new Set(settings.axes.map((axis) => call.axis(axis, rank)));
    const rest = [...shape];
    return [{ type, shape: Array.from({ length: rank }, (_, i): Dimension => (axes.has(i) ? 1 : (rest.shift() ?? 1))) }];
  },
  encode: ({ axes }, graph) => ({ inputs: [graph.constant(BigInt64Array.from(axes, BigInt))] }),
  examples: [
    { inputs: [tensor("float32", [2, 2], [1, 2, 3, 4])], build: (x) => unsqueeze(x, [1]), expected: [1, 2, 3, 4] },
    { inputs: [tensor("string", [2], ["a", "b"])], build: (x) => unsqueeze(x, [-1]), expected: ["a", "b"] },
  ],
};

/** New dimensions of 1 where the result's axes say. @throws ONNX_SETTING_INVALID */
export function unsqueeze(x: Value, axes: readonly number[]): Value {
  return applyOp(unsqueezeOp, [x], { axes });
}
