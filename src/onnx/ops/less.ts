import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const lessOp: Op = binaryOp(
  "Less",
  { types: numbers, result: "bool" },
  ["float32", [1, 2, Number.NaN], [2], [1, 0, 0]],
  ["int64", [1, 2, 3], [2], [1, 0, 0]],
);

/** True where a < b, broadcast. */
export function less(a: Value, b: Value): Value {
  return applyOp(lessOp, [a, b], undefined);
}
