import type { Prediction } from "../../modeling/index.ts";
import type { Manifest } from "../package/manifest.ts";
import type { StandardReply } from "../reply.ts";

/** Classes whose probabilities a reply shows. */
const shownClasses = 5;

/** The reply about one row of a prediction. */
export type Replier = (prediction: Prediction, row: number) => StandardReply;

/** Codes of the largest values in a row, largest first; ties in order of code. */
function largest(values: Float64Array, from: number, width: number, count: number): number[] {
  const best: number[] = [];
  for (let code = 0; code < width; code++) {
    const value = values[from + code] ?? 0;
    let place = best.length;
    while (place > 0 && value > (values[from + (best[place - 1] ?? 0)] ?? 0)) place--;
    if (place >= count) continue;
    best.splice(place, 0, code);
    if (best.length > count) best.pop();
  }
  return best;
}

function binaryReplier({ task, policy }: Pick<Manifest, "task" | "policy">): Replier {
  const [negative = "0", positive = "1"] = task.classes;
  const threshold = policy.threshold ?? 0.5;
  const deferBelow = policy.deferBelow ?? 0;
  const decides = policy.threshold !== undefined || policy.deferBelow !== undefined;
  return ({ values }, row) => {
    const prediction = values[row] ?? Number.NaN;
    const above = prediction >= threshold;
    const confidence = prediction >= 0.5 ? prediction : 1 - prediction;
    const label = above ? positive : negative;
    if (!decides) return { prediction, label, confidence };
    return { prediction, label, confidence, decision: confidence < deferBelow ? "defer" : above ? "act" : "pass" };
  };
}

function multiclassReplier({ task, policy }: Pick<Manifest, "task" | "policy">): Replier {
  const { classes } = task;
  const deferBelow = policy.deferBelow;
  return ({ values, width }, row) => {
    const from = row * width;
    const best = largest(values, from, width, Math.min(shownClasses, width));
    const probabilities: Record<string, number> = {};
    for (const code of best) probabilities[classes[code] ?? String(code)] = values[from + code] ?? 0;
    const first = best[0] ?? 0;
    const prediction = values[from + first] ?? Number.NaN;
    const reply = { prediction, label: classes[first] ?? String(first), probabilities, confidence: prediction };
    return deferBelow === undefined ? reply : { ...reply, decision: prediction < deferBelow ? "defer" : "act" };
  };
}

function regressionReplier({ policy }: Pick<Manifest, "policy">): Replier {
  const confidence = policy.intervalCoverage;
  return ({ values, low, high }, row) => {
    const prediction = values[row] ?? Number.NaN;
    if (low === undefined || high === undefined) return { prediction };
    const interval = { prediction, low: low[row] ?? Number.NaN, high: high[row] ?? Number.NaN };
    return confidence === undefined ? interval : { ...interval, confidence };
  };
}

/** How a package's predictions become replies: labels, confidence and the policy's decision. */
export function replierFor(manifest: Pick<Manifest, "task" | "policy">): Replier {
  if (manifest.task.kind === "binary") return binaryReplier(manifest);
  return manifest.task.kind === "multiclass" ? multiclassReplier(manifest) : regressionReplier(manifest);
}
