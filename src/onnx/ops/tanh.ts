import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const tanhOp: Op = unaryOp("Tanh", { types: floats }, ["float32", [0], [0]], ["float64", [1], [Math.tanh(1)]]);

/** Hyperbolic tangent of each element. */
export function tanh(x: Value): Value {
  return applyOp(tanhOp, [x], undefined);
}
