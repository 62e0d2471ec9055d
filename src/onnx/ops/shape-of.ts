import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const shapeOfOp: Op = {
  type: "Shape",
  infer: (call) => [{ type: "int64", shape: [call.operand(0).shape.length] }],
  examples: [{ inputs: [tensor("float32", [2, 1], [1, 2])], build: (x) => shapeOf(x), expected: [2, 1] }],
};

/** int64 [rank]: the dimensions as they are when the graph runs. */
export function shapeOf(x: Value): Value {
  return applyOp(shapeOfOp, [x], undefined);
}
