import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const cosOp: Op = unaryOp("Cos", { types: floats }, ["float32", [0], [1]], ["float64", [1], [Math.cos(1)]]);

/** Cosine of each element, in radians. */
export function cos(x: Value): Value {
  return applyOp(cosOp, [x], undefined);
}
