import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const greaterOp: Op = binaryOp(
  "Greater",
  { types: numbers, result: "bool" },
  ["float32", [1, 3, Number.NaN], [2], [0, 1, 0]],
  ["int64", [1, 2, 3], [2], [0, 0, 1]],
);

/** True where a > b, broadcast. */
export function greater(a: Value, b: Value): Value {
  return applyOp(greaterOp, [a, b], undefined);
}
