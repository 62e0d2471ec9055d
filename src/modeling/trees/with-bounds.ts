import type { FeatureOutput } from "../../data/index.ts";
import { max, min, slice, type Value } from "../../onnx/index.ts";
import type { FittedTrees } from "./fitted-trees.ts";

/** Values [N, 1] of one column of [N, 2]. */
function columnOf(values: Value, column: number): Value {
  return slice(values, [column], [column + 1], [1]);
}

/**
 * A model of values with a second one, of two outputs, for the lower and upper bound. Bounds never cross the value.
 */
export function withBounds(model: FittedTrees, bounds: FittedTrees): FittedTrees {
  return {
    ...model,
    learned: { ...model.learned, boundTrees: bounds.ensemble.trees.length },
    predict: (features) => {
      const prediction = model.predict(features);
      const outer = bounds.predict(features).values;
      const low = prediction.values.map((value, row) => Math.min(value, outer[2 * row] ?? value));
      const high = prediction.values.map((value, row) => Math.max(value, outer[2 * row + 1] ?? value));
      return { ...prediction, low, high };
    },
    emitBounds: (features: FeatureOutput, value: Value) => {
      const outer = bounds.emit(features);
      return { low: min(value, columnOf(outer, 0)), high: max(value, columnOf(outer, 1)) };
    },
  };
}
