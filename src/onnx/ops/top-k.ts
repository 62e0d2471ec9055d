import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export interface TopKSettings {
  readonly count: number;
  readonly axis: number;
  readonly largest: boolean;
}

export const topKOp: Op<TopKSettings> = {
  type: "TopK",
  infer: (call, settings) => {
    const { shape } = call.operand(0);
    const type = call.expectType(0, numbers);
    const axis = call.axis(settings.axis, shape.length);
    const size = shape[axis] ?? 0;
    if (!Number.isInteger(settings.count) || settings.count < 1 || (typeof size === "number" && settings.count > size)) {
      call.refuse("ONNX_SETTING_INVALID", `got a count of ${settings.count} of ${size}.`, `Give a whole number from 1 to ${size}.`);
    }
    const result = shape.with(axis, settings.count);
    return [
      { type, shape: result },
      { type: "int64", shape: result },
    ];
  },
  encode: ({ count, axis, largest }, graph) => ({
    inputs: [graph.constant(BigInt64Array.of(BigInt(count)))],
    attributes: { axis: { int: axis }, largest: { int: largest ? 1 : 0 }, sorted: { int: 1 } },
  }),
  examples: [
    { inputs: [tensor("float32", [2, 3], [1, 3, 2, 9, 8, 7])], build: (x) => topK(x, 2, 1).values, expected: [3, 2, 9, 8] },
    { inputs: [tensor("float32", [2, 3], [1, 3, 2, 9, 8, 7])], build: (x) => topK(x, 2, 1).indices, expected: [1, 2, 0, 1] },
    { inputs: [tensor("int64", [1, 3], [1, 3, 2])], build: (x) => topK(x, 1, -1, false).values, expected: [1] },
  ],
};

/** The largest (or smallest) elements along an axis, best first, with their positions. @throws ONNX_SETTING_INVALID */
export function topK(x: Value, count: number, axis: number, largest = true): { values: Value; indices: Value } {
  const [values, indices] = applyOpMany(topKOp, [x], { count, axis, largest });
  return { values, indices: indices as Value };
}
