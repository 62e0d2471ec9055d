import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { type ReduceSettings, reduceOp } from "../shapes/reduce.ts";

export const reduceMinOp: Op<ReduceSettings> = reduceOp("ReduceMin", numbers, [1, -2]);

/** Smallest element along the axes. `keepDimensions` leaves them as 1. @throws ONNX_SETTING_INVALID */
export function reduceMin(x: Value, axes: readonly number[], keepDimensions = false): Value {
  return applyOp(reduceMinOp, [x], { axes, keepDimensions });
}
