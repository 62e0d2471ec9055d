import type { Graph, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** The operand is the shape as int64 vector; the setting says what that vector holds. */
export const constantOfShapeOp: Op<{ readonly shape: readonly number[] }> = {
  type: "ConstantOfShape",
  infer: (_, { shape }) => [{ type: "float32", shape }],
  encode: () => ({ attributes: { value: { tensor: tensor("float32", [1], [0]) } } }),
  examples: [
    {
      inputs: [tensor("float32", [1, 2], [1, 2])],
      build: (x) => zeros(x.graph, [2, 2]),
      expected: [0, 0, 0, 0],
    },
  ],
};

/** float32 zeros of a shape, made when the graph runs instead of stored in it. */
export function zeros(graph: Graph, shape: readonly number[]): Value {
  return applyOp(constantOfShapeOp, [graph.constant(BigInt64Array.from(shape, BigInt))], { shape });
}
