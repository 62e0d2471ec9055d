import { MillwrightError } from "../../errors/index.ts";
import type { TaskShape } from "../tasks/task.ts";
import type { Objective } from "./objectives/objective.ts";

/** Kinds of tasks that an objective's predictions answer. */
export function tasksOfObjective({ outputs, link, ranks }: Objective): TaskShape["kind"][] {
  if (link === "softmax" || link === "one_vs_rest") return ["multiclass"];
  if (outputs > 1) return [];
  if (ranks === true) return ["ranking", "regression"];
  return link === "sigmoid" ? ["binary"] : ["regression"];
}

/** Refuses an objective for another number of classes than the task has. @throws MODELING_TASK_WRONG */
export function checkClasses(learner: string, { name, outputs }: Objective, { kind, classes }: TaskShape): void {
  if (kind !== "multiclass" || outputs === classes) return;
  throw new MillwrightError(
    "MODELING_TASK_WRONG",
    `${learner} was given the objective "${name}" for ${outputs} classes and a task with ${classes}.`,
    "Give it the task's number of classes, or leave out objective for the usual one.",
  );
}
