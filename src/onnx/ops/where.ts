import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastOperands } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const whereOp: Op = {
  type: "Where",
  infer: (call) => {
    call.expectType(0, ["bool"]);
    const { type } = call.operand(1);
    if (call.operand(2).type !== type) {
      call.refuse("ONNX_TYPE_MISMATCH", `got ${type} and ${call.operand(2).type} to choose from.`, "Cast them to one type.");
    }
    call.expectType(1, ["float32", "float64", "int32", "int64", "uint8", "string"]);
    return [{ type, shape: broadcastOperands(call) }];
  },
  examples: [
    {
      inputs: [tensor("bool", [2, 1], [true, false]), tensor("float32", [2, 2], [1, 2, 3, 4])],
      build: (condition, x) => where(condition, x, x.graph.scalar(0)),
      expected: [1, 2, 0, 0],
    },
    {
      inputs: [tensor("bool", [2, 1], [true, false]), tensor("string", [2, 1], ["a", "b"])],
      build: (condition, x) => where(condition, x, x.graph.constant(["other"])),
      expected: ["a", "other"],
    },
    {
      inputs: [tensor("bool", [2, 1], [true, false]), tensor("int64", [2, 1], [1, 2])],
      build: (condition, x) => where(condition, x, x.graph.scalar(-1, "int64")),
      expected: [1, -1],
    },
  ],
};

/** a where the condition is true, otherwise b; broadcast. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function where(condition: Value, a: Value, b: Value): Value {
  return applyOp(whereOp, [condition, a, b], undefined);
}
