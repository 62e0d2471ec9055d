import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const subOp: Op = binaryOp(
  "Sub",
  { types: numbers },
  ["float32", [1, 2, 3], [10, 20, 30], [-9, -18, -27]],
  ["int64", [1, 2, 3], [1], [0, 1, 2]],
);

/** a − b, broadcast. */
export function sub(a: Value, b: Value): Value {
  return applyOp(subOp, [a, b], undefined);
}
