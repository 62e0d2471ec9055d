import type { Gradient, GradientCall } from "../differentiation/gradient.ts";
import { positive, spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import type { Value } from "../graph.ts";
import { type LayerNormalizationSettings, layerNormalization, layerNormalizationOp } from "../ops/layer-normalization.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce-mean.ts";
import { sub } from "../ops/sub.ts";

/** x̂: the rows before scale and shift. */
function standardized(call: GradientCall<LayerNormalizationSettings>): Value {
  return mul(sub(call.input(0), call.output(1)), call.output(2));
}

export const layerNormalizationGradient: Gradient<LayerNormalizationSettings> = {
  op: layerNormalizationOp,
  backward: (call) => {
    const g = call.gradient;
    return [
      // (d − mean(d) − x̂·mean(d·x̂)) / deviation, with d = g·scale
      () => {
        const x = standardized(call);
        const d = mul(g, call.input(1));
        return mul(sub(sub(d, reduceMean(d, [-1], true)), mul(x, reduceMean(mul(d, x), [-1], true))), call.output(2));
      },
      () => sumToShape(mul(g, standardized(call)), call.shape(1)),
      () => sumToShape(g, call.shape(2)),
    ];
  },
  examples: [
    {
      inputs: [spread([3, 4], 1), positive([4], 2), spread([4], 3)],
      build: (x, scale, shift) => layerNormalization(x, scale, shift, { epsilon: 1e-5 }).normalized,
    },
    {
      inputs: [spread([2, 2, 3], 1), positive([3], 2), spread([3], 3)],
      build: (x, scale, shift) => layerNormalization(x, scale, shift, { epsilon: 0.1 }).normalized,
    },
    {
      inputs: [spread([64, 128], 1), positive([128], 2), spread([128], 3)],
      build: (x, scale, shift) => layerNormalization(x, scale, shift, { epsilon: 1e-5 }).normalized,
      onlyThreads: true,
    },
  ],
};
