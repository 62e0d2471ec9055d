import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

/**
 * Share of rows whose true class is among the k most probable ones; of classes that tie, the later comes first.
 * @throws MODELING_SETTING_INVALID
 * @see Russakovsky et al. (2015), "ImageNet Large Scale Visual Recognition Challenge", IJCV 115.
 * @example topKAccuracy({ k: 3 }).name; // "top_3_accuracy"
 */
export function topKAccuracy({ k }: { readonly k: number }): Metric {
  mustBeBetween("k", k, 1, 1000);
  return {
    name: `top_${k}_accuracy`,
    direction: "maximize",
    range: [0, 1],
    definition: `Share of rows whose true class is among the ${k} most probable ones.`,
    paper: 'Russakovsky et al. (2015), "ImageNet Large Scale Visual Recognition Challenge", IJCV 115',
    unit: "share",
    tasks: ["multiclass"],
    prepare: rowMean(({ prediction, truth }) => {
      const { values, width } = prediction;
      return truth.map((code, row) => {
        const own = values[row * width + code] ?? 0;
        let ahead = 0;
        for (let j = 0; j < width; j++) {
          const other = values[row * width + j] ?? 0;
          if (other > own || (other === own && j > code)) ahead++;
        }
        return ahead < k ? 1 : 0;
      });
    }),
  };
}
