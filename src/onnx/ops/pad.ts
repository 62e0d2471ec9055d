import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { shiftDimension } from "../shapes/dimension.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

/** How many zeros stand in front of and behind each axis; one number per axis. */
export interface PadSettings {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export const padOp: Op<PadSettings> = {
  type: "Pad",
  infer: (call, { before, after }) => {
    const type = call.expectType(0, floats);
    const { shape } = call.operand(0);
    const isComplete = before.length === shape.length && after.length === shape.length;
    if (!isComplete || [...before, ...after].some((count) => !Number.isInteger(count) || count < 0)) {
      call.refuse(
        "ONNX_SETTING_INVALID",
        `got ${before.length} and ${after.length} counts for ${shape.length} axes.`,
        "Give one per axis, 0 or more.",
      );
    }
    return [{ type, shape: shape.map((size, axis) => shiftDimension(size, (before[axis] ?? 0) + (after[axis] ?? 0))) }];
  },
  encode: ({ before, after }, graph) => ({ inputs: [graph.constant(BigInt64Array.from([...before, ...after], BigInt))] }),
  examples: [
    { inputs: [tensor("float32", [2, 1], [1, 2])], build: (x) => pad(x, [0, 1], [0, 2]), expected: [0, 1, 0, 0, 0, 2, 0, 0] },
    { inputs: [tensor("float64", [1, 2], [1, 2])], build: (x) => pad(x, [1, 0], [0, 0]), expected: [0, 0, 1, 2] },
  ],
};

/** x with zeros in front of and behind it, per axis. @throws ONNX_SETTING_INVALID */
export function pad(x: Value, before: readonly number[], after: readonly number[]): Value {
  return applyOp(padOp, [x], { before, after });
}
