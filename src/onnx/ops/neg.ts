import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers, unaryOp } from "../shapes/elementwise.ts";

export const negOp: Op = unaryOp("Neg", { types: numbers }, ["float32", [1, -2], [-1, 2]], ["int64", [3], [-3]]);

/** −x of each element. */
export function neg(x: Value): Value {
  return applyOp(negOp, [x], undefined);
}
