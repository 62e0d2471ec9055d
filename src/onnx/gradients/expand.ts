import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import type { Value } from "../graph.ts";
import { expandOp, expandTo } from "../ops/expand.ts";

export const expandGradient: Gradient<{ readonly like: Pick<Value, "shape"> }> = {
  op: expandOp,
  backward: (call) => [() => sumToShape(call.gradient, call.shape(0)), undefined],
  examples: [{ inputs: [spread([2, 1])], build: (x) => expandTo(x, [3, 2, 2]) }],
};
