import type { Estimator } from "../estimator.ts";
import { checkBaseline, classShares, constantModel } from "./constant-model.ts";

/**
 * Answers every row with the most frequent class, with certainty: the highest accuracy that can be had without looking at the row.
 * @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY
 * @example await majority().fit(examples, context); // binary with 1 % positives: every P is 0
 */
export function majority(): Estimator {
  const name = "majority";
  const tasks = ["binary", "multiclass"] as const;
  return {
    name,
    settings: {},
    tasks,
    accepts: ["dense", "sparse"],
    fit: async (examples, context) => {
      checkBaseline(name, tasks, examples, context);
      const shares = classShares(examples, context.task);
      if (context.task.kind === "binary") {
        const positive = (shares[0] ?? 0) > 0.5 ? 1 : 0;
        return constantModel(name, Float64Array.of(positive), { class: positive });
      }
      const largest = shares.indexOf(shares.reduce((most, share) => Math.max(most, share), 0));
      return constantModel(
        name,
        shares.map((_, code) => (code === largest ? 1 : 0)),
        { class: largest },
      );
    },
  };
}
