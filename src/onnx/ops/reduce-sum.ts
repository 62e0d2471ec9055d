import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { numbers } from "../shapes/elementwise.ts";
import { type ReduceSettings, reduceOp } from "../shapes/reduce.ts";

export const reduceSumOp: Op<ReduceSettings> = reduceOp("ReduceSum", numbers, [9, -3]);

/** Sum along the axes. `keepDimensions` leaves them as 1. @throws ONNX_SETTING_INVALID */
export function reduceSum(x: Value, axes: readonly number[], keepDimensions = false): Value {
  return applyOp(reduceSumOp, [x], { axes, keepDimensions });
}
