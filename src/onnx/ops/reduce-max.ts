import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { type ReduceSettings, reduceOp } from "../shapes/reduce.ts";

export const reduceMaxOp: Op<ReduceSettings> = reduceOp("ReduceMax", numbers, [6, 0]);

/** Largest element along the axes. `keepDimensions` leaves them as 1. @throws ONNX_SETTING_INVALID */
export function reduceMax(x: Value, axes: readonly number[], keepDimensions = false): Value {
  return applyOp(reduceMaxOp, [x], { axes, keepDimensions });
}
