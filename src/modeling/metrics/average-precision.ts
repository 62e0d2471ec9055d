import { averagePrecisionOf, rank } from "../../kernels/index.ts";
import type { Metric } from "./metric.ts";

/**
 * Precision averaged over recall: Σ (R_i − R_{i−1}) · P_i over the distinct scores, without interpolation. NaN without positives.
 * @see Zhu (2004), "Recall, Precision and Average Precision", University of Waterloo.
 * @example measure(averagePrecision, judged); // P = 0.1, 0.4, 0.35, 0.8 for truths 0, 0, 1, 1 → 0.8333
 */
export const averagePrecision: Metric = {
  name: "average_precision",
  direction: "maximize",
  range: [0, 1],
  definition: "Σ (recall_i − recall_{i−1}) · precision_i over the distinct scores from high to low.",
  paper: 'Zhu (2004), "Recall, Precision and Average Precision", University of Waterloo',
  tasks: ["binary"],
  prepare: ({ prediction, truth }) => {
    const ranking = rank(prediction.values, truth);
    return (weight) => averagePrecisionOf(ranking, weight);
  },
};
