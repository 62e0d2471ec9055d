import { weightedMean } from "../../kernels/index.ts";
import type { Estimator } from "../estimator.ts";
import { checkBaseline, constantModel, exampleWeights } from "./constant-model.ts";

/**
 * Answers every row with the mean of the training rows: the lowest squared error that can be had without looking at the row.
 * @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY
 * @example await mean().fit(examples, context);
 */
export function mean(): Estimator {
  const name = "mean";
  const tasks = ["regression"] as const;
  return {
    name,
    settings: {},
    tasks,
    accepts: ["dense", "sparse"],
    fit: async (examples, context) => {
      checkBaseline(name, tasks, examples, context);
      const value = weightedMean(examples.truth, exampleWeights(examples));
      return constantModel(name, Float64Array.of(value), { value });
    },
  };
}
