import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats, unaryOp } from "../shapes/elementwise.ts";

export const isNaNOp: Op = unaryOp(
  "IsNaN",
  { types: floats, result: "bool" },
  ["float32", [1, Number.NaN], [0, 1]],
  ["float64", [Number.NaN], [1]],
);

/** True where an element is not a number. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: it is the op's name, and takes no number
export function isNaN(x: Value): Value {
  return applyOp(isNaNOp, [x], undefined);
}
