import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const sigmoidOp: Op = unaryOp("Sigmoid", { types: floats }, ["float32", [0], [0.5]], ["float64", [0], [0.5]]);

/** 1 / (1 + e⁻ˣ) of each element. */
export function sigmoid(x: Value): Value {
  return applyOp(sigmoidOp, [x], undefined);
}
