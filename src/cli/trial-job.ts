import { type Evaluator, isolatedEvaluator, processChannel, type TuningPlan, threadChannel } from "../mill/index.ts";
import { extension } from "./installation.ts";

/** What an evaluator has to know to open the same system on the same rows; plain data. */
export interface TrialJob {
  /** As it was typed. */
  readonly system: string;
  /** --data, as it was typed. */
  readonly data?: string;
  /** Where names and paths begin. */
  readonly directory: string;
  readonly plan: TuningPlan;
}

/** Where a trial is evaluated: apart from the others, or in threads that share a process. */
export const isolations = ["processes", "threads"] as const;
export type Isolation = (typeof isolations)[number];

/** An evaluator in a process or thread of its own. */
export function evaluatorFor(job: TrialJob, isolation: Isolation): Evaluator {
  const module = new URL(`./evaluate-trials.${extension}`, import.meta.url);
  const { memoryMegabytes, timeLimitSeconds } = job.plan;
  const channel = isolation === "threads" ? threadChannel : processChannel;
  return isolatedEvaluator({ open: () => channel(module, job, memoryMegabytes), timeLimitSeconds });
}
