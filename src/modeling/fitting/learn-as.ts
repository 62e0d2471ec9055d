import type { Estimator, Examples } from "../estimator.ts";
import { hasClasses, type TaskShape } from "../tasks/task.ts";

/**
 * What a learner is told of the task: ranking as such where it ranks; else each row's grade by itself, as a value, or as the question
 * whether it is above 0.
 */
export function learnedShape({ tasks }: Pick<Estimator, "tasks">, shape: TaskShape): TaskShape {
  if (shape.kind !== "ranking" || tasks.includes("ranking")) return shape;
  return tasks.includes("regression") ? { kind: "regression", classes: 0 } : { kind: "binary", classes: 2 };
}

/** The truth as a learner of that shape takes it. */
export function learnedTruth(truth: Examples["truth"], shape: TaskShape, learned: TaskShape): Float64Array {
  const isQuestion = shape.kind === "ranking" && hasClasses(learned.kind);
  return isQuestion ? truth.map((grade) => (grade > 0 ? 1 : 0)) : truth;
}
