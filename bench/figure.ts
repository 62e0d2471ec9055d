/** One comparison: ours against a peer's or against a published number. */
export interface Figure {
  /** What was measured, with its unit: "dense logistic 100k × 100, 1 thread, seconds". */
  readonly figure: string;
  readonly ours: number;
  readonly peer: number;
  /** Who the peer is, with version and settings, or where the number was published. */
  readonly peerName: string;
  /** ours / peer. */
  readonly ratio: number;
  /** What has to hold, in words: "ratio ≤ 1". */
  readonly goal: string;
  readonly met: boolean;
}

/** What `bench/<name>/bench.ts` exports. */
export interface Bench {
  /** @param only - the part to measure, where the bench has parts. */
  run(only?: string): Promise<readonly Figure[]>;
}

/** Middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
