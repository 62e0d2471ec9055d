import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const identityOp: Op = {
  type: "Identity",
  infer: (call) => [{ type: call.operand(0).type, shape: call.operand(0).shape }],
  examples: [{ inputs: [tensor("float32", [2, 1], [1, 2])], build: (x) => identity(x), expected: [1, 2] }],
};

/** The same value under another name. */
export function identity(x: Value): Value {
  return applyOp(identityOp, [x], undefined);
}
