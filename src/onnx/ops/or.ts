import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp } from "../shapes/elementwise.ts";

export const orOp: Op = binaryOp("Or", { types: ["bool"], result: "bool" }, ["bool", [true, false, false], [true, true, false], [1, 1, 0]]);

/** True where a or b is, broadcast. */
export function or(a: Value, b: Value): Value {
  return applyOp(orOp, [a, b], undefined);
}
