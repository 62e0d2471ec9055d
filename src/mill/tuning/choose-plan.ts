import { availableParallelism, totalmem } from "node:os";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { PreparedData } from "../prepare-data.ts";
import { prunerNames, samplerNames } from "./search-methods.ts";
import { type ObjectiveKind, objectiveKinds, type TuningPlan } from "./tuning-plan.ts";

/** What may be chosen about a search; the rest follows from the data. */
export interface TuningChoices {
  /** Trials in all, earlier ones of the same study included; 100 unless told. */
  readonly trials?: number;
  /** See `samplerNames`; "auto" unless told. */
  readonly sampler?: string;
  /** See `prunerNames`; "auto" unless told. */
  readonly pruner?: string;
  /** Folds of the training rows; 1 holds about a quarter out. 5 up to 20,000 training rows, 1 above, unless told. */
  readonly folds?: number;
  /** 1 unless told. */
  readonly repeats?: number;
  /** What is traded against what; quality alone unless told. Quality comes first. */
  readonly objectives?: readonly ObjectiveKind[];
  /** Choose the smallest trial within one standard error of the best instead of the best. */
  readonly oneStandardError?: boolean;
  /** Seconds that a trial may take; 600 unless told. */
  readonly timeLimitSeconds?: number;
  /** Memory that a trial's process may take; four fifths of the machine's, shared among the workers, unless told. */
  readonly memoryMegabytes?: number;
  /** Trials at a time in this process; 0 only steers what workers elsewhere do. 1 unless told. */
  readonly workers?: number;
  /** No new trial is begun after so long. */
  readonly minutes?: number;
}

/** Above this many training rows one fold says enough, and five would take long. */
const manyRows = 20_000;

function invalid(problem: string, fix: string): MillwrightError {
  return new MillwrightError("MILL_SETTING_INVALID", problem, fix);
}

function checkNumber(name: string, value: number | undefined, least: number, most: number, whole: boolean): void {
  if (value === undefined || (value >= least && value <= most && (!whole || Number.isInteger(value)))) return;
  throw invalid(`${name} is ${value}.`, `Give a ${whole ? "whole " : ""}number from ${least} to ${most}.`);
}

function checkName(what: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  throw invalid(`there is no ${what} "${value}".`, didYouMean(value, known));
}

/** @throws MILL_SETTING_INVALID */
export function checkPlan(choices: TuningChoices): void {
  checkNumber("the number of trials", choices.trials, 1, 1_000_000, true);
  checkNumber("the number of workers", choices.workers, 0, 256, true);
  checkNumber("the number of folds", choices.folds, 1, 50, true);
  checkNumber("the number of repeats", choices.repeats, 1, 50, true);
  checkNumber("the number of minutes", choices.minutes, 0.001, 100_000, false);
  checkNumber("a trial's time limit in seconds", choices.timeLimitSeconds, 0.001, 1_000_000, false);
  checkNumber("a trial's memory in megabytes", choices.memoryMegabytes, 64, 10_000_000, false);
  checkName("sampler", choices.sampler, samplerNames);
  checkName("pruner", choices.pruner, prunerNames);
  for (const kind of choices.objectives ?? []) checkName("objective", kind, objectiveKinds);
  const objectives = choices.objectives ?? ["quality"];
  if (objectives[0] !== "quality" || new Set(objectives).size !== objectives.length) {
    throw invalid(`the objectives are ${objectives.join(", ") || "none"}.`, "Name quality first, and each once: quality,size");
  }
  if ((choices.repeats ?? 1) > 1 && choices.folds === 1) {
    throw invalid("one held-out part was to be drawn several times.", "Ask for at least 2 folds, or for 1 repeat.");
  }
}

/** How a candidate is tuned on these rows. */
export function planOf(candidate: string, seed: number, data: PreparedData, choices: TuningChoices): TuningPlan {
  const workers = Math.max(1, choices.workers ?? 1);
  const folds = choices.folds ?? (data.train.truth.length <= manyRows ? 5 : 1);
  const pruner = choices.pruner ?? "auto";
  return {
    candidate,
    seed,
    folds,
    repeats: choices.repeats ?? 1,
    objectives: choices.objectives ?? ["quality"],
    sampler: choices.sampler ?? "auto",
    // Fold by fold against the best: a median of ever better trials would give up half of those near the best, and samplers learn
    // nothing from what was given up.
    pruner: pruner !== "auto" ? pruner : folds > 1 ? "wilcoxon" : "asha",
    trials: choices.trials ?? 100,
    oneStandardError: choices.oneStandardError ?? false,
    timeLimitSeconds: choices.timeLimitSeconds ?? 600,
    memoryMegabytes: choices.memoryMegabytes ?? Math.round((0.8 * totalmem()) / 1e6 / workers),
    threads: Math.max(1, Math.floor(availableParallelism() / workers)),
  };
}
