import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export interface StringNormalizerSettings {
  readonly change: "lower" | "upper";
}

export const stringNormalizerOp: Op<StringNormalizerSettings> = {
  type: "StringNormalizer",
  infer: (call) => {
    call.expectType(0, ["string"]);
    const { shape } = call.operand(0);
    if (shape.length !== 1) call.shapeMismatch("It takes a vector: reshape to [-1] first.");
    return [{ type: "string", shape }];
  },
  // The name of the locale that every Linux has; others make the node fail where they are not installed.
  encode: ({ change }) => ({ attributes: { case_change_action: { string: change.toUpperCase() }, locale: { string: "C.UTF-8" } } }),
  examples: [
    { inputs: [tensor("string", [2], ["Ab", "C"])], build: (x) => stringNormalizer(x, { change: "lower" }), expected: ["ab", "c"] },
    { inputs: [tensor("string", [1], ["aÄ"])], build: (x) => stringNormalizer(x, { change: "upper" }), expected: ["AÄ"] },
  ],
};

/** Each string of a vector in lower or upper case, by the rules of C.UTF-8. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function stringNormalizer(x: Value, settings: StringNormalizerSettings): Value {
  return applyOp(stringNormalizerOp, [x], settings);
}
