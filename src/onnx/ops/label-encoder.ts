import type { Value, ValueType } from "../graph.ts";
import type { Attribute } from "../op.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** Which value stands for which key. */
export interface LabelEncoderSettings {
  readonly keys: readonly string[] | readonly number[];
  readonly values: readonly number[] | readonly string[];
  /** What an unknown key gives. */
  readonly otherwise: number | string;
  /** float32 or int64 where the values are numbers; int64 unless told. */
  readonly numberType?: "float32" | "int64";
}

type Kind = "string" | "int64" | "float32";

const suffixes: Readonly<Record<Kind, string>> = { string: "strings", int64: "int64s", float32: "floats" };
const defaults: Readonly<Record<Kind, string>> = { string: "default_string", int64: "default_int64", float32: "default_float" };

function valueKind(settings: LabelEncoderSettings): Kind {
  return typeof settings.otherwise === "string" ? "string" : (settings.numberType ?? "int64");
}

function listAttribute(kind: Kind, list: readonly string[] | readonly number[]): Attribute {
  if (kind === "string") return { strings: list as readonly string[] };
  return kind === "int64" ? { ints: list as readonly number[] } : { floats: list as readonly number[] };
}

function singleAttribute(kind: Kind, value: number | string): Attribute {
  if (kind === "string") return { string: value as string };
  return kind === "int64" ? { int: value as number } : { float: value as number };
}

export const labelEncoderOp: Op<LabelEncoderSettings & { readonly keyType: Kind }> = {
  type: "LabelEncoder",
  domain: "ai.onnx.ml",
  infer: (call, settings): ValueType[] => {
    const keyType = typeof settings.keys[0] === "string" ? "string" : "int64";
    call.expectType(0, [keyType]);
    if (settings.keys.length === 0 || settings.keys.length !== settings.values.length) {
      const problem = `got ${settings.keys.length} keys and ${settings.values.length} values.`;
      call.refuse("ONNX_SETTING_INVALID", problem, "Give one value for each key, and one key at least.");
    }
    return [{ type: valueKind(settings), shape: call.operand(0).shape }];
  },
  encode: (settings) => {
    const kind = valueKind(settings);
    return {
      attributes: {
        [`keys_${suffixes[settings.keyType]}`]: listAttribute(settings.keyType, settings.keys),
        [`values_${suffixes[kind]}`]: listAttribute(kind, settings.values),
        [defaults[kind]]: singleAttribute(kind, settings.otherwise),
      },
    };
  },
  examples: [
    {
      inputs: [tensor("string", [3, 1], ["b", "a", "?"])],
      build: (x) => labelEncoder(x, { keys: ["a", "b"], values: [0, 1], otherwise: -1 }),
      expected: [1, 0, -1],
    },
    {
      inputs: [tensor("string", [2, 1], ["ä", ""])],
      build: (x) => labelEncoder(x, { keys: ["ä"], values: [0.5], otherwise: 2.5, numberType: "float32" }),
      expected: [0.5, 2.5],
    },
    {
      inputs: [tensor("int64", [2, 1], [7, 8])],
      build: (x) => labelEncoder(x, { keys: [7], values: ["seven"], otherwise: "other" }),
      expected: ["seven", "other"],
    },
  ],
};

/** The value for each key, `otherwise` for unknown ones. @throws ONNX_TYPE_MISMATCH, ONNX_SETTING_INVALID */
export function labelEncoder(x: Value, settings: LabelEncoderSettings): Value {
  return applyOp(labelEncoderOp, [x], { ...settings, keyType: x.type === "string" ? "string" : "int64" });
}
