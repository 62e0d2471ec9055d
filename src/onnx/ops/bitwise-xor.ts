import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, integers } from "../shapes/elementwise.ts";

export const bitwiseXorOp: Op = binaryOp(
  "BitwiseXor",
  { types: integers },
  ["int64", [5, 6, 7], [3], [6, 5, 4]],
  ["int32", [12], [10], [6]],
);

/** The bits in which a and b differ, broadcast. */
export function bitwiseXor(a: Value, b: Value): Value {
  return applyOp(bitwiseXorOp, [a, b], undefined);
}
