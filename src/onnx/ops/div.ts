import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const divOp: Op = binaryOp(
  "Div",
  { types: numbers },
  ["float32", [1, 2, 3], [2, 4, 8], [0.5, 0.5, 0.375]],
  ["int64", [7, -7, 9], [2], [3, -3, 4]],
);

/** a / b, broadcast; whole numbers are cut towards 0. */
export function div(a: Value, b: Value): Value {
  return applyOp(divOp, [a, b], undefined);
}
