import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const roundOp: Op = unaryOp("Round", { types: floats }, ["float32", [0.5, 1.5, -1.2], [0, 2, -1]], ["float64", [2.5], [2]]);

/** The nearest whole number of each element; halves go to the even one. */
export function round(x: Value): Value {
  return applyOp(roundOp, [x], undefined);
}
