import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const floorOp: Op = unaryOp("Floor", { types: floats }, ["float32", [1.5, -1.5], [1, -2]], ["float64", [2.5], [2]]);

/** The largest whole number that is not above each element. */
export function floor(x: Value): Value {
  return applyOp(floorOp, [x], undefined);
}
