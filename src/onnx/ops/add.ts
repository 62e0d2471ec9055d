import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const addOp: Op = binaryOp(
  "Add",
  { types: numbers },
  ["float32", [1, 2, 3], [10, 20, 30], [11, 22, 33]],
  ["int64", [1, 2, 3], [1], [2, 3, 4]],
);

/** a + b, broadcast. */
export function add(a: Value, b: Value): Value {
  return applyOp(addOp, [a, b], undefined);
}
