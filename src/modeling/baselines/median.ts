import { ascendingOrder, weightedMedian } from "../../kernels/index.ts";
import type { Estimator } from "../estimator.ts";
import { checkBaseline, constantModel, exampleWeights } from "./constant-model.ts";

/**
 * Answers every row with the median of the training rows: the lowest absolute error that can be had without looking at the row.
 * @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY
 * @example await median().fit(examples, context);
 */
export function median(): Estimator {
  const name = "median";
  const tasks = ["regression"] as const;
  return {
    name,
    settings: {},
    tasks,
    accepts: ["dense", "sparse"],
    fit: async (examples, context) => {
      checkBaseline(name, tasks, examples, context);
      const value = weightedMedian(examples.truth, ascendingOrder(examples.truth), exampleWeights(examples));
      return constantModel(name, Float64Array.of(value), { value });
    },
  };
}
