import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const sqrtOp: Op = unaryOp("Sqrt", { types: floats }, ["float32", [4, 9], [2, 3]], ["float64", [16], [4]]);

/** Square root of each element; NaN below 0. */
export function sqrt(x: Value): Value {
  return applyOp(sqrtOp, [x], undefined);
}
