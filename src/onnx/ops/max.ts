import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const maxOp: Op = binaryOp(
  "Max",
  { types: numbers },
  ["float32", [1, 5, Number.NaN], [2], [2, 5, Number.NaN]],
  ["int64", [1, 5, 3], [2], [2, 5, 3]],
);

/** The larger of a and b, broadcast; NaN where either is. */
export function max(a: Value, b: Value): Value {
  return applyOp(maxOp, [a, b], undefined);
}
