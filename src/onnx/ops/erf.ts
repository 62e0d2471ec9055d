import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { unaryOp } from "../shapes/elementwise.ts";

export const erfOp: Op = unaryOp("Erf", { types: ["float32"] }, ["float32", [0, 1], [0, 0.8427007929497149]]);

/** The error function of each element. */
export function erf(x: Value): Value {
  return applyOp(erfOp, [x], undefined);
}
