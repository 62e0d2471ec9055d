import { elementTypeNumber } from "../format/element-types.ts";
import type { DataType, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const castOp: Op<{ readonly to: DataType }> = {
  type: "Cast",
  infer: (call, { to }) => [{ type: to, shape: call.operand(0).shape }],
  encode: ({ to }) => ({ attributes: { to: { int: elementTypeNumber[to] } } }),
  examples: [
    { inputs: [tensor("float32", [2, 1], [1.7, -1.7])], build: (x) => cast(x, "int64"), expected: [1, -1] },
    { inputs: [tensor("int64", [2, 1], [1, 0])], build: (x) => cast(x, "bool"), expected: [1, 0] },
    { inputs: [tensor("bool", [2, 1], [true, false])], build: (x) => cast(x, "float32"), expected: [1, 0] },
    { inputs: [tensor("float32", [1, 1], [0.5])], build: (x) => cast(x, "float64"), expected: [0.5] },
    { inputs: [tensor("int8", [2, 1], [-5, 5])], build: (x) => cast(x, "float32"), expected: [-5, 5] },
  ],
};

/** Each element as another type; fractions are cut towards 0. A value that has the type already is returned as it is. */
export function cast(x: Value, to: DataType): Value {
  return x.type === to ? x : applyOp(castOp, [x], { to });
}
