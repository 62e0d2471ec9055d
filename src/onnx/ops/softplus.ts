import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { unaryOp } from "../shapes/elementwise.ts";

export const softplusOp: Op = unaryOp("Softplus", { types: ["float32"] }, ["float32", [0, 100, -100], [Math.log(2), 100, 0]]);

/** log(1 + eˣ) of each element, without overflow. */
export function softplus(x: Value): Value {
  return applyOp(softplusOp, [x], undefined);
}
