import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export const oneHotOp: Op<{ readonly depth: number }> = {
  type: "OneHot",
  infer: (call, { depth }) => {
    call.expectType(0, ["int64"]);
    return [{ type: "float32", shape: [...call.operand(0).shape, depth] }];
  },
  encode: ({ depth }, graph) => ({
    inputs: [graph.scalar(depth, "int64"), graph.constant(Float32Array.of(0, 1))],
    attributes: { axis: { int: -1 } },
  }),
  examples: [{ inputs: [tensor("int64", [3], [1, 0, 5])], build: (x) => oneHot(x, 2), expected: [0, 1, 1, 0, 0, 0] }],
};

/** float32 [..., depth]: 1 at each index, 0 elsewhere; an index outside [0, depth) gives zeros, a negative one counts from the end. */
export function oneHot(indices: Value, depth: number): Value {
  return applyOp(oneHotOp, [indices], { depth });
}
