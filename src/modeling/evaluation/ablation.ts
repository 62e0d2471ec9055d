import { MillwrightError } from "../../errors/index.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import type { BootstrapSettings } from "./bootstrap.ts";
import { comparePaired } from "./compare-paired.ts";

/** What leaving out one group changes. */
export interface AblationResult {
  readonly group: string;
  /** Metric without the group minus metric with it: below 0 for a metric that is maximised means that the group helps. */
  readonly change: Measured;
}

/** Settings of `ablation`. */
export interface AblationSettings extends BootstrapSettings {
  readonly metric: Metric;
  /** Predictions with all groups. */
  readonly full: Judged;
  /** Names of what is left out, one at a time: feature groups, or components. */
  readonly groups: readonly string[];
  /** Learns without the group; predictions of the same rows as `full`. */
  readonly without: (group: string) => Promise<Judged>;
  readonly signal?: AbortSignal;
}

/**
 * What each group of features is worth: learns again without it and compares on the same drawn rows. The group whose absence
 * hurts most comes first.
 * @throws MODELING_ABORTED and as `comparePaired`
 * @see Meyes, Lu, Waubert de Puiseau and Meisen (2019), "Ablation Studies in Artificial Neural Networks", arXiv:1901.08644.
 * @example await ablation({ metric: rocAuc, full, groups: ["history", "amount"], without, seed: 1 });
 */
export async function ablation(settings: AblationSettings): Promise<AblationResult[]> {
  const { metric, full, groups, without, signal } = settings;
  const results: AblationResult[] = [];
  for (const group of groups) {
    if (signal?.aborted === true) {
      throw new MillwrightError("MODELING_ABORTED", "the ablation was stopped.", "Run it again.", { cause: signal.reason });
    }
    results.push({ group, change: comparePaired(metric, await without(group), full, settings) });
  }
  const sign = metric.direction === "maximize" ? 1 : -1;
  return results.toSorted((a, b) => sign * (a.change.value - b.change.value));
}
