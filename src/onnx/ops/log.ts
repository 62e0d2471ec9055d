import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const logOp: Op = unaryOp("Log", { types: floats }, ["float32", [1], [0]], ["float64", [Math.E], [1]]);

/** Natural logarithm of each element; NaN below 0. */
export function log(x: Value): Value {
  return applyOp(logOp, [x], undefined);
}
