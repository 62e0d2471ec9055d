import type { SplitPlan } from "../../data/index.ts";
import type { TuningPlan } from "./tuning-plan.ts";

/** How trials are judged, as a sentence for reports. */
export function describeValidation(kind: SplitPlan["kind"], { folds, repeats }: TuningPlan, rows: number): string {
  const count = rows.toLocaleString("en");
  const kept = "The ladder's validation rows and the test rows are not looked at.";
  if (kind === "time") {
    const blocks = folds === 1 ? "the latest block of time before" : `${folds} blocks of time before`;
    return `Each trial learns from the past of ${blocks} the ladder's validation rows and is judged on it (${count} training rows). ${kept}`;
  }
  const groups = kind === "grouped" ? ", whole groups at a time" : kind === "stratified" ? ", with the same mix in each" : "";
  const times = repeats === 1 ? "" : `, ${repeats} times anew`;
  if (folds === 1) return `Each trial is judged on a quarter of the ${count} training rows, held out at random${groups}. ${kept}`;
  return `Each trial is judged on ${folds} folds of the ${count} training rows, divided at random${groups}${times}. ${kept}`;
}
