import type { Value } from "../graph.ts";
import { applyOp, type Op, type OpCall } from "../op.ts";
import { type WindowSettings, type Windows, windowAttributes, windowCounts, windowsOf } from "../shapes/windows.ts";
import { tensor } from "../tensor.ts";

/** Windows and groups of a convolution. */
export interface ConvSettings extends Windows {
  /** Channels are split into so many groups that do not see each other. */
  readonly groups: number;
}

/** Refuses weights and bias that do not fit the channels. @throws ONNX_SHAPE_MISMATCH */
function checkChannels(call: OpCall, { groups, kernel }: ConvSettings): void {
  const channels = call.operand(0).shape[1];
  const [filters, perGroup, ...sizes] = call.operand(1).shape;
  const isWhole = typeof channels === "number" && typeof filters === "number" && filters % groups === 0;
  const fits = isWhole && perGroup === channels / groups && sizes.every((size, i) => size === kernel[i]) && sizes.length === kernel.length;
  if (!fits) call.shapeMismatch(`Give the weights [filters, ${Number(channels) / groups}, ${kernel.join(", ")}].`);
  const bias = call.inputs[2];
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== filters)) call.shapeMismatch(`Give the bias [${filters}].`);
}

export const convOp: Op<ConvSettings> = {
  type: "Conv",
  infer: (call, settings) => {
    const type = call.expectType(0, ["float32"]);
    call.expectSameTypes();
    const [rows, , ...spatial] = call.operand(0).shape;
    const counts = windowCounts(call, spatial, settings);
    checkChannels(call, settings);
    return [{ type, shape: [rows ?? 1, call.operand(1).shape[0] ?? 1, ...counts] }];
  },
  encode: (settings) => ({ attributes: { ...windowAttributes(settings), group: { int: settings.groups } } }),
  examples: [
    {
      inputs: [tensor("float32", [1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])],
      build: (x) => conv(x, x.graph.constant(Float32Array.of(1, 0, 0, 1), [1, 1, 2, 2]), x.graph.constant(Float32Array.of(0.5))),
      expected: [6.5, 8.5, 12.5, 14.5],
    },
    {
      inputs: [tensor("float32", [1, 2, 4], [1, 2, 3, 4, 5, 6, 7, 8])],
      build: (x) =>
        conv(x, x.graph.constant(Float32Array.of(1, 10, 1, 1), [2, 1, 2]), undefined, {
          strides: [2],
          padding: [1],
          dilations: [2],
          groups: 2,
        }),
      expected: [20, 42, 6, 14],
    },
  ],
};

/**
 * Convolution over the axes behind [N, C]: [N, C, …] with the weights [filters, C / groups, kernel…] → [N, filters, …].
 * The kernel's size is that of the weights.
 * @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID
 */
export function conv(
  x: Value,
  weight: Value,
  bias: Value | undefined,
  settings: Omit<WindowSettings, "kernel"> & { readonly groups?: number } = {},
): Value {
  const kernel = weight.shape.slice(2).map(Number);
  return applyOp(convOp, bias === undefined ? [x, weight] : [x, weight, bias], {
    ...windowsOf({ ...settings, kernel }),
    groups: settings.groups ?? 1,
  });
}
