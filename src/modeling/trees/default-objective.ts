import type { TaskShape } from "../tasks/task.ts";
import { binaryLogLoss } from "./objectives/binary-log-loss.ts";
import { lambdaRank } from "./objectives/lambda-rank.ts";
import type { Objective } from "./objectives/objective.ts";
import { softmaxLogLoss } from "./objectives/softmax-log-loss.ts";
import { squared } from "./objectives/squared.ts";

/** What a task makes small unless it is told otherwise. */
export function defaultObjective({ kind, classes, gain = "exponential" }: TaskShape): Objective {
  if (kind === "ranking") return lambdaRank({ gain });
  if (kind === "binary") return binaryLogLoss();
  return kind === "multiclass" ? softmaxLogLoss(classes) : squared();
}
