import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const sinOp: Op = unaryOp("Sin", { types: floats }, ["float32", [0], [0]], ["float64", [1], [Math.sin(1)]]);

/** Sine of each element, in radians. */
export function sin(x: Value): Value {
  return applyOp(sinOp, [x], undefined);
}
