import type { Value } from "../graph.ts";
import { applyOpMany, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** Added to the variance. */
export interface LayerNormalizationSettings {
  readonly epsilon: number;
}

export const layerNormalizationOp: Op<LayerNormalizationSettings> = {
  type: "LayerNormalization",
  infer: (call) => {
    const type = call.expectType(0, ["float32"]);
    call.expectSameTypes();
    const { shape } = call.operand(0);
    const width = shape.at(-1);
    for (const operand of call.inputs.slice(1)) {
      if (operand.shape.length !== 1 || operand.shape[0] !== width) call.shapeMismatch(`Give scale and shift as [${width}].`);
    }
    const perRow = [...shape.slice(0, -1), 1];
    return [
      { type, shape },
      { type, shape: perRow },
      { type, shape: perRow },
    ];
  },
  encode: ({ epsilon }) => ({ attributes: { axis: { int: -1 }, epsilon: { float: epsilon } } }),
  examples: [
    {
      inputs: [tensor("float32", [2, 2], [1, 3, 6, 2])],
      build: (x) =>
        layerNormalization(x, x.graph.constant(Float32Array.of(1, 10)), x.graph.constant(Float32Array.of(0.5, 0)), { epsilon: 0 })
          .normalized,
      expected: [-0.5, 10, 1.5, -10],
    },
    {
      inputs: [tensor("float32", [2, 2], [1, 3, 6, 2])],
      build: (x) =>
        layerNormalization(x, x.graph.constant(Float32Array.of(1, 1)), x.graph.constant(Float32Array.of(0, 0)), { epsilon: 0 }).mean,
      expected: [2, 4],
    },
  ],
};

/** What a layer normalisation gives; mean and inverse deviation have the shape [..., 1]. */
export interface LayerNormalized {
  readonly normalized: Value;
  readonly mean: Value;
  readonly inverseDeviation: Value;
}

/**
 * Each row of the last axis with mean 0 and variance 1, times scale, plus shift.
 * @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH
 * @see Ba, Kiros and Hinton (2016), "Layer normalization".
 */
export function layerNormalization(x: Value, scale: Value, shift: Value, settings: LayerNormalizationSettings): LayerNormalized {
  const [normalized, mean, inverseDeviation] = applyOpMany(layerNormalizationOp, [x, scale, shift], settings);
  return { normalized, mean: mean as Value, inverseDeviation: inverseDeviation as Value };
}
