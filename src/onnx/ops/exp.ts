import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const expOp: Op = unaryOp("Exp", { types: floats }, ["float32", [0], [1]], ["float64", [1], [Math.E]]);

/** eˣ of each element. */
export function exp(x: Value): Value {
  return applyOp(expOp, [x], undefined);
}
