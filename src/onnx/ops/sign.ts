import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers, unaryOp } from "../shapes/elementwise.ts";

export const signOp: Op = unaryOp("Sign", { types: numbers }, ["float32", [1.5, -1.5, 0], [1, -1, 0]], ["int64", [-4], [-1]]);

/** −1, 0 or 1 by the sign of each element. */
export function sign(x: Value): Value {
  return applyOp(signOp, [x], undefined);
}
