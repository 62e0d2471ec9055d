import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const lessOrEqualOp: Op = binaryOp(
  "LessOrEqual",
  { types: numbers, result: "bool" },
  ["float32", [1, 2, Number.NaN], [2], [1, 1, 0]],
  ["int64", [1, 2, 3], [2], [1, 1, 0]],
);

/** True where a ≤ b, broadcast. */
export function lessOrEqual(a: Value, b: Value): Value {
  return applyOp(lessOrEqualOp, [a, b], undefined);
}
