import type { Value } from "../graph.ts";
import type { Op } from "../op.ts";
import { cast } from "../ops/cast.ts";
import { div } from "../ops/div.ts";
import { equal } from "../ops/equal.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce-sum.ts";
import { reshape } from "../ops/reshape.ts";
import type { ReduceSettings } from "../shapes/reduce.ts";
import type { Gradient } from "./gradient.ts";
import { keptShape } from "./kept-shape.ts";
import { spread } from "./spread.ts";

/** Gradient of a largest or smallest element: to that element, in equal shares where several are equal. */
export function extremeGradient(
  op: Op<ReduceSettings>,
  apply: (x: Value, axes: readonly number[], keepDimensions?: boolean) => Value,
): Gradient<ReduceSettings> {
  return {
    op,
    backward: (call) => {
      const { axes } = call.settings;
      const kept = keptShape(call.shape(0), axes);
      return [
        () => {
          const isExtreme = cast(equal(call.input(0), reshape(call.output(), kept)), "float32");
          return mul(isExtreme, div(reshape(call.gradient, kept), reduceSum(isExtreme, axes, true)));
        },
      ];
    },
    examples: [
      { inputs: [spread([2, 3])], build: (x) => apply(x, [1], true) },
      { inputs: [spread([2, 3, 2])], build: (x) => apply(x, [0, 2]) },
    ],
  };
}
