import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";
import { gather } from "./gather.ts";
import { shapeOf } from "./shape-of.ts";

export interface SortSettings {
  readonly axis: number;
  readonly descending: boolean;
}

/** TopK of all elements: the second operand is the axis' length as the graph runs. */
export const sortOp: Op<SortSettings> = {
  type: "TopK",
  infer: (call, { axis }) => {
    const { shape } = call.operand(0);
    call.axis(axis, shape.length);
    return [
      { type: call.expectType(0, numbers), shape },
      { type: "int64", shape },
    ];
  },
  encode: ({ axis, descending }) => ({
    attributes: { axis: { int: axis }, largest: { int: descending ? 1 : 0 }, sorted: { int: 1 } },
  }),
  examples: [
    { inputs: [tensor("int64", [2, 3], [3, 1, 2, 9, 9, 7])], build: (x) => sort(x, 1).values, expected: [1, 2, 3, 7, 9, 9] },
    { inputs: [tensor("float32", [2, 3], [3, 1, 2, 9, 9, 7])], build: (x) => sort(x, -1, true).indices, expected: [0, 2, 1, 0, 1, 2] },
    { inputs: [tensor("float64", [2, 2], [3, 1, 2, 9])], build: (x) => sort(x, 0).values, expected: [2, 1, 3, 9] },
  ],
};

/** Elements in order along an axis, with the positions that they had; equal ones keep their order. @throws ONNX_SETTING_INVALID */
export function sort(x: Value, axis: number, descending = false): { values: Value; indices: Value } {
  const fromFront = axis < 0 ? axis + x.shape.length : axis;
  const length = gather(shapeOf(x), x.graph.constant(BigInt64Array.of(BigInt(fromFront))), 0);
  const [values, indices] = applyOpMany(sortOp, [x, length], { axis, descending });
  return { values, indices: indices as Value };
}
