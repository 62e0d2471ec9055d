import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

export interface ClipSettings {
  readonly minimum: number;
  readonly maximum: number;
}

export const clipOp: Op<ClipSettings & { readonly type: Value["type"] }> = {
  type: "Clip",
  infer: (call, settings) => {
    const type = call.expectType(0, numbers);
    if (!(settings.minimum <= settings.maximum)) {
      call.refuse("ONNX_SETTING_INVALID", `got the bounds ${settings.minimum} and ${settings.maximum}.`, "Give the lower bound first.");
    }
    return [{ type, shape: call.operand(0).shape }];
  },
  encode: (settings, graph) => ({ inputs: [graph.scalar(settings.minimum, settings.type), graph.scalar(settings.maximum, settings.type)] }),
  examples: [
    { inputs: [tensor("float32", [3, 1], [-1, 0.5, 2])], build: (x) => clip(x, 0, 1), expected: [0, 0.5, 1] },
    { inputs: [tensor("int64", [3, 1], [-1, 5, 20])], build: (x) => clip(x, 0, 9), expected: [0, 5, 9] },
  ],
};

/** Each element, moved into [minimum, maximum]. NaN stays NaN. @throws ONNX_SETTING_INVALID */
export function clip(x: Value, minimum: number, maximum: number): Value {
  return applyOp(clipOp, [x], { minimum, maximum, type: x.type });
}
