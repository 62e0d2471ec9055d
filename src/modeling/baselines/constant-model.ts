import type { FeatureOutput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { FeatureMatrix } from "../../kernels/index.ts";
import { cast, expand, slice, type Value } from "../../onnx/index.ts";
import type { Examples, FitContext, Fitted } from "../estimator.ts";
import type { Prediction } from "../prediction.ts";
import type { TaskShape } from "../tasks/task.ts";

/** The weight of each training row, and their sum. */
export function exampleWeights({ truth, weight }: Examples): Float64Array {
  return weight ?? new Float64Array(truth.length).fill(1);
}

/** @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY, MODELING_ABORTED */
export function checkBaseline(name: string, tasks: readonly TaskShape["kind"][], { truth }: Examples, { task, signal }: FitContext): void {
  if (!tasks.includes(task.kind)) {
    const problem = `"${name}" answers ${tasks.join(" and ")} tasks, not ${task.kind}.`;
    throw new MillwrightError("MODELING_TASK_WRONG", problem, "Choose a baseline of the task's kind.");
  }
  if (truth.length === 0)
    throw new MillwrightError("MODELING_TARGET_EMPTY", `"${name}" was given no rows.`, "Check the split: the training part is empty.");
  if (signal?.aborted === true)
    throw new MillwrightError("MODELING_ABORTED", `fitting "${name}" was stopped.`, "Run it again.", { cause: signal.reason });
}

/** Share of weight of each class; the positive class alone for two. */
export function classShares(examples: Examples, task: TaskShape): Float64Array {
  const weight = exampleWeights(examples);
  const sums = new Float64Array(task.classes);
  examples.truth.forEach((code, row) => {
    sums[code] = (sums[code] ?? 0) + (weight[row] ?? 0);
  });
  const total = sums.reduce((sum, value) => sum + value, 0);
  const shares = sums.map((sum) => sum / total);
  return task.kind === "binary" ? shares.slice(1) : shares;
}

/** The same answer for every row. @param answer - length width. */
export function constantPrediction(answer: Float64Array, rows: number): Prediction {
  const values = new Float64Array(rows * answer.length);
  for (let row = 0; row < rows; row++) values.set(answer, row * answer.length);
  return { rows, width: answer.length, values };
}

/** float32 [N, width]: the answer once for every row of the features. @throws MODELING_NO_FEATURES */
export function emitConstant(answer: Float64Array, { dense, sparse }: FeatureOutput): Value {
  const anchor = dense ?? sparse?.index;
  if (anchor === undefined) {
    throw new MillwrightError(
      "MODELING_NO_FEATURES",
      "a graph without features has no rows to answer.",
      "Give the candidate at least one feature.",
    );
  }
  const column = slice(anchor, [-1], [Infinity], [1]);
  const like = column.type === "float32" ? column : cast(column, "float32");
  return expand(anchor.graph.constant(Float32Array.from(answer), [1, answer.length]), like);
}

/** A model that gives every row the same answer. */
export function constantModel(name: string, answer: Float64Array, learned: Readonly<Record<string, number | string>>): Fitted {
  return {
    name,
    predict: ({ rows }: FeatureMatrix) => constantPrediction(answer, rows),
    emit: (features) => emitConstant(answer, features),
    learned,
  };
}
