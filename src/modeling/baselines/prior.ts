import type { Estimator } from "../estimator.ts";
import { checkBaseline, classShares, constantModel } from "./constant-model.ts";

/**
 * Answers every row with the share of each class among the training rows: the lowest log loss that can be had without looking
 * at the row.
 * @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY
 * @example await prior().fit(examples, context); // binary with 1 % positives: every P is 0.01
 */
export function prior(): Estimator {
  const name = "prior";
  const tasks = ["binary", "multiclass"] as const;
  return {
    name,
    settings: {},
    tasks,
    accepts: ["dense", "sparse"],
    fit: async (examples, context) => {
      checkBaseline(name, tasks, examples, context);
      const shares = classShares(examples, context.task);
      return constantModel(name, shares, shares.length === 1 ? { share: shares[0] ?? 0 } : { classes: shares.length });
    },
  };
}
