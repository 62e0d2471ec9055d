import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { binaryOp } from "../shapes/elementwise.ts";

export const andOp: Op = binaryOp("And", { types: ["bool"], result: "bool" }, [
  "bool",
  [true, true, false],
  [true, false, true],
  [1, 0, 0],
]);

/** True where a and b are, broadcast. */
export function and(a: Value, b: Value): Value {
  return applyOp(andOp, [a, b], undefined);
}
