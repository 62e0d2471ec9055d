import { areaUnderRoc, rank } from "../../kernels/index.ts";
import type { Metric } from "./metric.ts";

/**
 * Probability that a random positive row scores higher than a random negative one; ties count half. NaN with one class.
 * @see Hanley and McNeil (1982), "The Meaning and Use of the Area under a ROC Curve", Radiology 143(1).
 * @example measure(rocAuc, judged); // P = 0.1, 0.4, 0.35, 0.8 for truths 0, 0, 1, 1 → 0.75
 */
export const rocAuc: Metric = {
  name: "roc_auc",
  direction: "maximize",
  range: [0, 1],
  definition: "Share of (positive, negative) pairs of rows in which the positive one scores higher; ties count half.",
  paper: 'Hanley and McNeil (1982), "The Meaning and Use of the Area under a ROC Curve", Radiology 143(1)',
  tasks: ["binary"],
  prepare: ({ prediction, truth }) => {
    const ranking = rank(prediction.values, truth);
    return (weight) => areaUnderRoc(ranking, weight);
  },
};
