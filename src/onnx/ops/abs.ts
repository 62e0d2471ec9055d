import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers, unaryOp } from "../shapes/elementwise.ts";

export const absOp: Op = unaryOp("Abs", { types: numbers }, ["float32", [1, -2], [1, 2]], ["int64", [-3], [3]]);

/** |x| of each element. */
export function abs(x: Value): Value {
  return applyOp(absOp, [x], undefined);
}
