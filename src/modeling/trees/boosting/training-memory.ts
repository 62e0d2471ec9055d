import { MillwrightError } from "../../../errors/index.ts";
import { treeMemoryBytes } from "../../../kernels/index.ts";

/** What memory depends on. */
export interface MemorySettings {
  /** Scores of each row: 1, or one per class or quantile. */
  readonly outputs: number;
  readonly maximumBins: number;
  readonly maximumLeaves: number;
  readonly minimumLeafRows: number;
}

/** Rows that cut points are found from. */
export const SAMPLE_ROWS = 200_000;
/** What WebAssembly can address. */
const LARGEST_KERNEL_BYTES = 2 ** 32;

/**
 * Bytes that growing trees takes at most beside the rows themselves: bins, histograms, gradients, scores and labels.
 * @example trainingMemoryBytes(1_000_000, 28, { outputs: 1, maximumBins: 255, maximumLeaves: 31, minimumLeafRows: 20 });
 */
export function trainingMemoryBytes(rows: number, columns: number, settings: MemorySettings): number {
  const { outputs } = settings;
  const derivatives = outputs > 1 ? outputs * rows * 8 : 0;
  return treeMemoryBytes(rows, columns, { ...settings, sampleRows: SAMPLE_ROWS }) + derivatives + outputs * rows * 8 + rows * 8;
}

/** @throws MODELING_MEMORY_EXCEEDED before anything is allocated, when growing cannot fit or would pass the caller's limit */
export function checkMemory(learner: string, rows: number, columns: number, settings: MemorySettings, limit: number | undefined): void {
  const kernels = treeMemoryBytes(rows, columns, { ...settings, sampleRows: SAMPLE_ROWS });
  const all = trainingMemoryBytes(rows, columns, settings);
  const fits = kernels <= LARGEST_KERNEL_BYTES && (limit === undefined || all <= limit);
  if (fits) return;
  const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")} MiB`;
  const allowed =
    limit === undefined || kernels > LARGEST_KERNEL_BYTES
      ? `${mebibytes(LARGEST_KERNEL_BYTES)} are the most that kernels can address`
      : `the limit is ${mebibytes(limit)}`;
  throw new MillwrightError(
    "MODELING_MEMORY_EXCEEDED",
    `${learner} would need ${mebibytes(all)} for ${rows} rows and ${columns} columns; ${allowed}.`,
    "Learn from fewer rows or columns, or set fewer maximumLeaves or maximumBins.",
  );
}
