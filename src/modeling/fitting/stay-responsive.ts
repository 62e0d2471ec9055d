import { setImmediate } from "node:timers/promises";
import { MillwrightError } from "../../errors/index.ts";
import type { FitContext, FitProgress } from "../estimator.ts";

/**
 * Between two steps of a fit: reports progress, lets other work of the process run and stops when the caller asked for it.
 * @throws MODELING_ABORTED
 */
export async function betweenSteps(
  learner: string,
  context: Pick<FitContext, "onProgress" | "signal">,
  progress: FitProgress,
): Promise<void> {
  context.onProgress?.(progress);
  await setImmediate();
  refuseAborted(learner, context);
}

/** @throws MODELING_ABORTED when the caller has asked to stop. */
export function refuseAborted(learner: string, { signal }: Pick<FitContext, "signal">): void {
  if (!signal?.aborted) return;
  throw new MillwrightError("MODELING_ABORTED", `${learner} was stopped while it was learning.`, "Start it again to have a model.", {
    cause: signal.reason,
  });
}
