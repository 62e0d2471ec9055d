import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const mulOp: Op = binaryOp(
  "Mul",
  { types: numbers },
  ["float32", [1, 2, 3], [10, 20, 30], [10, 40, 90]],
  ["int64", [1, 2, 3], [2], [2, 4, 6]],
);

/** a · b, broadcast. */
export function mul(a: Value, b: Value): Value {
  return applyOp(mulOp, [a, b], undefined);
}
