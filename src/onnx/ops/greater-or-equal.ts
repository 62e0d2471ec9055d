import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const greaterOrEqualOp: Op = binaryOp(
  "GreaterOrEqual",
  { types: numbers, result: "bool" },
  ["float32", [1, 2, Number.NaN], [2], [0, 1, 0]],
  ["int64", [1, 2, 3], [2], [0, 1, 1]],
);

/** True where a ≥ b, broadcast. */
export function greaterOrEqual(a: Value, b: Value): Value {
  return applyOp(greaterOrEqualOp, [a, b], undefined);
}
