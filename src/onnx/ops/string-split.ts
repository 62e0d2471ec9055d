import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

export interface StringSplitSettings {
  readonly delimiter: string;
  /** Name of the open dimension that the longest row decides. */
  readonly lengthName: string;
}

export const stringSplitOp: Op<StringSplitSettings> = {
  type: "StringSplit",
  infer: (call, { lengthName }) => {
    call.expectType(0, ["string"]);
    const { shape } = call.operand(0);
    return [
      { type: "string", shape: [...shape, lengthName] },
      { type: "int64", shape },
    ];
  },
  encode: ({ delimiter }) => ({ attributes: { delimiter: { string: delimiter } } }),
  examples: [
    {
      inputs: [tensor("string", [2], ["a b", "c"])],
      build: (x) => stringSplit(x, { delimiter: " ", lengthName: "T" }).parts,
      expected: ["a", "b", "c", ""],
    },
    {
      inputs: [tensor("string", [2], ["a b", "c"])],
      build: (x) => stringSplit(x, { delimiter: " ", lengthName: "T" }).counts,
      expected: [2, 1],
    },
  ],
};

/** Each string in parts [..., longest], "" as padding, with the number of parts. @throws ONNX_TYPE_MISMATCH */
export function stringSplit(x: Value, settings: StringSplitSettings): { parts: Value; counts: Value } {
  const [parts, counts] = applyOpMany(stringSplitOp, [x], settings);
  return { parts, counts: counts as Value };
}
