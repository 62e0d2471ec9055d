import { MillwrightError } from "../../errors/index.ts";
import type { TaskShape } from "../tasks/task.ts";
import type { Objective } from "./objectives/objective.ts";

/** Refuses an objective whose predictions are no answers to the task. @throws MODELING_TASK_WRONG */
export function checkFitsTask(learner: string, { name, outputs, link }: Objective, { kind, classes }: TaskShape): void {
  const fits =
    kind === "regression"
      ? outputs === 1
      : kind === "binary"
        ? outputs === 1 && link === "sigmoid"
        : outputs === classes && (link === "softmax" || link === "one_vs_rest");
  if (fits) return;
  const needed = {
    regression: "one value for a regression task",
    binary: 'one output with the link "sigmoid" for a binary task',
    multiclass: `${classes} outputs with the link "softmax" or "one_vs_rest" for this multiclass task`,
  }[kind];
  throw new MillwrightError(
    "MODELING_TASK_WRONG",
    `${learner} was given the objective "${name}" with ${outputs} outputs and the link "${link}" for a ${kind} task.`,
    `It needs ${needed}; leave out objective for the usual one.`,
  );
}
