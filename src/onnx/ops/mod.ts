import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastOperands, numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export const modOp: Op = {
  type: "Mod",
  infer: (call) => {
    call.expectType(0, numbers);
    return [{ type: call.expectSameTypes(), shape: broadcastOperands(call) }];
  },
  // Fractions need the rule of C's fmod (sign of a); whole numbers take the sign of b.
  encode: () => ({}),
  examples: [
    { inputs: [tensor("int64", [3, 1], [7, -7, 9]), tensor("int64", [1], [4])], build: (a, b) => mod(a, b), expected: [3, 1, 1] },
    { inputs: [tensor("float64", [2, 1], [7.5, -7.5]), tensor("float64", [1], [4])], build: (a, b) => mod(a, b), expected: [3.5, -3.5] },
  ],
};

export const fmodOp: Op = { ...modOp, encode: () => ({ attributes: { fmod: { int: 1 } } }) };

/** The rest of a / b, broadcast: with the sign of b for whole numbers, with the sign of a for fractions. */
export function mod(a: Value, b: Value): Value {
  const isFraction = a.type === "float32" || a.type === "float64";
  return applyOp(isFraction ? fmodOp : modOp, [a, b], undefined);
}
