import { random } from "../../kernels/index.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import { type BootstrapSettings, metricDistributions, percentileInterval } from "./bootstrap.ts";
import { measure } from "./evaluate.ts";
import { takeJudged } from "./judged-rows.ts";
import { groupRows } from "./score-slices.ts";

/** The largest difference of a metric between two groups of rows. */
export interface FairnessGap extends Measured {
  /** Group with the largest value. */
  readonly highest: string;
  /** Group with the smallest value. */
  readonly lowest: string;
}

/**
 * Largest minus smallest value of a metric over groups of rows, with the interval of the difference between those two groups,
 * drawn independently of each other. Groups below `fewestRows` (30) and groups on which the metric is not defined do not count.
 * @param groups - the group of each row, length rows.
 * @returns undefined with fewer than two groups.
 * @see Hardt, Price and Srebro (2016), "Equality of Opportunity in Supervised Learning", NeurIPS.
 * @example fairnessGap(recall(), judged, sliceValues(table, "region"), { seed: 1 });
 */
export function fairnessGap(
  metric: Metric,
  judged: Judged,
  groups: readonly string[],
  settings: BootstrapSettings & { readonly fewestRows?: number },
): FairnessGap | undefined {
  const scored = groupRows(groups)
    .filter(([, rows]) => rows.length >= (settings.fewestRows ?? 30))
    .map(([name, rows]) => ({ name, part: takeJudged(judged, rows) }))
    .map((group) => ({ ...group, value: measure(metric, group.part) }))
    .filter(({ value }) => !Number.isNaN(value))
    .toSorted((a, b) => a.value - b.value);
  const [lowest, highest] = [scored[0], scored.at(-1)];
  if (lowest === undefined || highest === undefined || lowest === highest) return undefined;
  // Another stream for each group: groups of equal size would otherwise be drawn alike.
  const drawn = (part: Judged, label: string): Float64Array =>
    metricDistributions([metric], part, { ...settings, seed: Math.floor(random(settings.seed).fork(label).next() * 2 ** 53) })[0]?.draws ??
    new Float64Array(0);
  const high = drawn(highest.part, "highest");
  const low = drawn(lowest.part, "lowest");
  const draws = high.map((value, at) => value - (low[at] ?? Number.NaN));
  return { ...percentileInterval({ value: highest.value - lowest.value, draws }), highest: highest.name, lowest: lowest.name };
}
