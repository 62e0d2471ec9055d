import { MillwrightError } from "../../../errors/index.ts";
import { firstNotCode } from "../../../kernels/index.ts";
import { type Labels, totalWeight } from "./objective.ts";

/** @throws MODELING_TARGET_CLASS_UNKNOWN for a truth that is no whole number from 0 to classes − 1. */
export function requireClasses(objective: string, { truth }: Labels, classes: number): void {
  const wrong = firstNotCode(truth, classes);
  if (wrong < 0) return;
  const problem = `the objective "${objective}" was given class code ${truth[wrong]} in row ${wrong}.`;
  throw new MillwrightError("MODELING_TARGET_CLASS_UNKNOWN", problem, `Codes are whole numbers from 0 to ${classes - 1}.`);
}

/** Share of the weight that each class has, length classes. */
export function classShares(labels: Labels, classes: number): Float64Array {
  const shares = new Float64Array(classes);
  const total = totalWeight(labels);
  labels.truth.forEach((code, row) => {
    shares[code] = (shares[code] ?? 0) + (labels.weight?.[row] ?? 1) / total;
  });
  return shares;
}
