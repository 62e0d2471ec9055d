import type { FeatureOutput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { FeatureMatrix } from "../../kernels/index.ts";
import { softmax, type Value } from "../../onnx/index.ts";
import type { Estimator, Fitted } from "../estimator.ts";
import type { Prediction } from "../prediction.ts";

/** Probabilities of each row's scores. */
function probabilities({ rows, dense }: FeatureMatrix, classes: number): Prediction {
  const values = new Float64Array(rows * classes);
  const scores = dense?.values ?? new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    const largest = own.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    let sum = 0;
    own.forEach((score, at) => {
      const power = Math.exp(score - largest);
      values[row * classes + at] = power;
      sum += power;
    });
    for (let at = row * classes; at < (row + 1) * classes; at++) values[at] = (values[at] ?? 0) / sum;
  }
  return { rows, width: classes, values };
}

/**
 * Answers with the softmax of scores that a feature gives for each class, such as `letterModels`; nothing more is learned.
 * Calibrate it with "temperature".
 * @throws MODELING_FEATURES_REFUSED unless there is one dense column per class, MODELING_TASK_WRONG
 * @example candidate("letters", { features: [letterModels("text")], estimator: largestScore(), calibration: "temperature" })
 */
export function largestScore(): Estimator {
  const name = "largest_score";
  return {
    name,
    settings: {},
    tasks: ["multiclass"],
    accepts: ["dense"],
    fit: async ({ features }, { task }): Promise<Fitted> => {
      if (task.kind !== "multiclass") {
        throw new MillwrightError(
          "MODELING_TASK_WRONG",
          `"${name}" answers multiclass tasks, not ${task.kind}.`,
          "Choose another learner.",
        );
      }
      if (features.dense?.columns !== task.classes || features.sparse !== undefined) {
        throw new MillwrightError(
          "MODELING_FEATURES_REFUSED",
          `"${name}" got ${features.dense?.columns ?? 0} columns for ${task.classes} classes.`,
          "Give it one feature that scores every class, such as letterModels(column).",
        );
      }
      return {
        name,
        predict: (matrix) => probabilities(matrix, task.classes),
        emit: ({ dense }: FeatureOutput) => softmax(dense as Value, 1),
        learned: { classes: task.classes },
      };
    },
  };
}
