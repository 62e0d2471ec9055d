import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const minOp: Op = binaryOp(
  "Min",
  { types: numbers },
  ["float32", [1, 5, Number.NaN], [2], [1, 2, Number.NaN]],
  ["int64", [1, 5, 3], [2], [1, 2, 2]],
);

/** The smaller of a and b, broadcast; NaN where either is. */
export function min(a: Value, b: Value): Value {
  return applyOp(minOp, [a, b], undefined);
}
