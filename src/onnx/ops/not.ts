import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { unaryOp } from "../shapes/elementwise.ts";

export const notOp: Op = unaryOp("Not", { types: ["bool"], result: "bool" }, ["bool", [true, false], [0, 1]]);

/** The opposite of each element. */
export function not(x: Value): Value {
  return applyOp(notOp, [x], undefined);
}
