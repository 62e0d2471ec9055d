import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** An Identity through which no gradient passes: what differentiation tells from `identityOp` by being another object. */
export const stopGradientOp: Op = {
  type: "Identity",
  infer: (call) => [{ type: call.operand(0).type, shape: call.operand(0).shape }],
  examples: [{ inputs: [tensor("float32", [2, 1], [1, 2])], build: (x) => stopGradient(x), expected: [1, 2] }],
};

/** The same value, which differentiation takes for a constant. */
export function stopGradient(x: Value): Value {
  return applyOp(stopGradientOp, [x], undefined);
}
