import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats } from "../shapes/elementwise.ts";
import { type ReduceSettings, reduceOp } from "../shapes/reduce.ts";

export const reduceMeanOp: Op<ReduceSettings> = reduceOp("ReduceMean", floats, [3, -1]);

/** Mean along the axes. `keepDimensions` leaves them as 1. @throws ONNX_SETTING_INVALID */
export function reduceMean(x: Value, axes: readonly number[], keepDimensions = false): Value {
  return applyOp(reduceMeanOp, [x], { axes, keepDimensions });
}
