import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { unaryOp } from "../shapes/elementwise.ts";

/** 2·Φ(1) − 1, for the normal distribution Φ. */
const WITHIN_ONE = 0.682689492137086;

export const geluOp: Op = unaryOp("Gelu", { types: ["float32"] }, [
  "float32",
  [0, 1, -1],
  [0, (1 + WITHIN_ONE) / 2, -(1 - WITHIN_ONE) / 2],
]);

/** x·Φ(x) of each element. @see Hendrycks and Gimpel (2016), "Gaussian error linear units". */
export function gelu(x: Value): Value {
  return applyOp(geluOp, [x], undefined);
}
