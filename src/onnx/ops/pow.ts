import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp, numbers } from "../shapes/elementwise.ts";

export const powOp: Op = binaryOp(
  "Pow",
  { types: numbers },
  ["float32", [1, 2, 3], [2, 2, 2], [1, 4, 9]],
  ["float64", [4, 9, 16], [0.5], [2, 3, 4]],
);

/** a to the power of b, broadcast. */
export function pow(a: Value, b: Value): Value {
  return applyOp(powOp, [a, b], undefined);
}
