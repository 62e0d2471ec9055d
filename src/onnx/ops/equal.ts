import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp } from "../shapes/elementwise.ts";

export const equalOp: Op = binaryOp(
  "Equal",
  { types: ["float32", "float64", "int32", "int64", "bool", "string"], result: "bool" },
  ["float32", [1, 2, Number.NaN], [1, 3, Number.NaN], [1, 0, 0]],
  ["string", ["a", "b", ""], [""], [0, 0, 1]],
  ["int64", [1, 2, 3], [2], [0, 1, 0]],
);

/** True where a = b, broadcast; a NaN equals nothing. */
export function equal(a: Value, b: Value): Value {
  return applyOp(equalOp, [a, b], undefined);
}
