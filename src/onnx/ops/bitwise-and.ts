import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, integers } from "../shapes/elementwise.ts";

export const bitwiseAndOp: Op = binaryOp(
  "BitwiseAnd",
  { types: integers },
  ["int64", [5, 6, -1], [3], [1, 2, 3]],
  ["int32", [12], [10], [8]],
);

/** The bits that a and b share, broadcast. */
export function bitwiseAnd(a: Value, b: Value): Value {
  return applyOp(bitwiseAndOp, [a, b], undefined);
}
