import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { type Windows, windowAttributes, windowExtent, windowsOf } from "../shapes/windows.ts";
import { tensor } from "../tensor.ts";
import type { ConvSettings } from "./conv.ts";

/** A convolution's settings with the sizes behind [N, C] that it was applied to. */
export interface ConvTransposeSettings extends ConvSettings {
  /** Places behind the last window that none reached, per axis. */
  readonly behind: readonly number[];
}

/** Places that the windows cover along an axis. */
function covered(windows: Windows, count: number, axis: number): number {
  return (count - 1) * (windows.strides[axis] ?? 1) + windowExtent(windows, axis) - 2 * (windows.padding[axis] ?? 0);
}

export const convTransposeOp: Op<ConvTransposeSettings> = {
  type: "ConvTranspose",
  infer: (call, settings) => {
    const type = call.expectType(0, ["float32"]);
    call.expectSameTypes();
    const [rows, filters, ...counts] = call.operand(0).shape;
    const [given, perGroup, ...kernel] = call.operand(1).shape;
    const fix = "Give the weights, settings and sizes of the convolution that gave this shape.";
    if (given !== filters || kernel.some((size, i) => size !== settings.kernel[i])) call.shapeMismatch(fix);
    if (settings.behind.some((places, axis) => !(places >= 0 && places < (settings.strides[axis] ?? 1)))) call.shapeMismatch(fix);
    const sizes = counts.map((count, axis) => covered(settings, Number(count), axis) + (settings.behind[axis] ?? 0));
    return [{ type, shape: [rows ?? 1, Number(perGroup) * settings.groups, ...sizes] }];
  },
  encode: (settings) => ({
    attributes: { ...windowAttributes(settings), group: { int: settings.groups }, output_padding: { ints: settings.behind } },
  }),
  examples: [
    {
      inputs: [tensor("float32", [1, 1, 2], [1, 2])],
      build: (x) =>
        convTranspose(x, x.graph.constant(Float32Array.of(1, 10), [1, 1, 2]), { ...windowsOf({ kernel: [2] }), groups: 1 }, [3]),
      expected: [1, 12, 20],
    },
    {
      inputs: [tensor("float32", [1, 1, 2], [1, 2])],
      build: (x) =>
        convTranspose(
          x,
          x.graph.constant(Float32Array.of(1, 10, 100), [1, 1, 3]),
          { ...windowsOf({ kernel: [3], strides: [2], padding: [1] }), groups: 1 },
          [4],
        ),
      expected: [10, 102, 20, 200],
    },
  ],
};

/**
 * The convolution read backwards: spreads [N, filters, …] over the places that each window saw, → [N, C, size…].
 * @param weight - that of the convolution, [filters, C / groups, kernel…].
 * @param size - the sizes behind [N, C] that the convolution was applied to.
 * @throws ONNX_SHAPE_MISMATCH
 */
export function convTranspose(x: Value, weight: Value, settings: ConvSettings, size: readonly number[]): Value {
  const behind = size.map((places, axis) => places - covered(settings, Number(x.shape[axis + 2]), axis));
  return applyOp(convTransposeOp, [x, weight], { ...settings, behind });
}
