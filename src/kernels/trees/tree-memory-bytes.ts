import { SORTED_BYTES } from "./bin-rows.ts";
import { recordHalves } from "./binned-rows.ts";
import type { BinSettings, GrowthSettings } from "./growth-settings.ts";
import { candidateBytes, columnSlotBytes, SLOTS_BYTES } from "./histogram-slots.ts";
import { mostListBytes } from "./row-lists.ts";

/** Bytes beside the binned values that every row takes: gradients, hessians, both packed, two lists, its leaf, packed in a node's order. */
const ROW_BYTES = 4 + 4 + 8 + 4 + 4 + 4 + 8;
/** Scratch of threads and the kernels' constants. */
const FIXED_BYTES = 2 ** 20;

/**
 * How much memory binning and growing will take at most, scores and labels of the objective aside; WebAssembly has 4 GiB.
 * @param settings - maximumLeaves 0 counts as one leaf per minimumLeafRows rows.
 * @returns bytes.
 */
export function treeMemoryBytes(
  rows: number,
  columns: number,
  settings: Pick<BinSettings, "maximumBins" | "sampleRows"> & Pick<GrowthSettings, "maximumLeaves" | "minimumLeafRows">,
): number {
  const binBytes = rows * (columns + Math.max(16 * recordHalves(columns).length, mostListBytes(columns)));
  const sampled = Math.min(rows, settings.sampleRows);
  const sampleBytes = sampled * columns * 4 + Math.min(SORTED_BYTES, sampled * columns * 8) + sampled * 8 * 4;
  const leaves = settings.maximumLeaves > 0 ? settings.maximumLeaves : Math.ceil(rows / Math.max(1, settings.minimumLeafRows));
  const slot = columns * (columnSlotBytes(settings.maximumBins) + candidateBytes(settings.maximumBins));
  const growing = rows * ROW_BYTES + Math.min(SLOTS_BYTES, (leaves + 1) * slot);
  return FIXED_BYTES + Math.max(sampleBytes, binBytes + growing);
}
