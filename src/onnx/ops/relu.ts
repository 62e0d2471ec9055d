import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const reluOp: Op = unaryOp("Relu", { types: floats }, ["float32", [-1, 2], [0, 2]], ["float64", [-1, 2], [0, 2]]);

/** max(x, 0) of each element. */
export function relu(x: Value): Value {
  return applyOp(reluOp, [x], undefined);
}
