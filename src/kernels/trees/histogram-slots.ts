import type { ColumnBins } from "./binned-rows.ts";
import type { TreeMemory } from "./tree-memory.ts";

/** Bytes of a column's candidate, with a bit per bin; see src/kernels/assembly/trees/column-splits.ts. */
export function candidateBytes(bins: number): number {
  return 24 + Math.ceil((bins + 1) / 64) * 8;
}

/** Memory that histograms may take; leaves beyond it are counted anew when they are split. */
export const SLOTS_BYTES: number = 2 ** 30;

/** Bytes that a column's bins take in a slot: bins and the missing one in fours, and four more that scans may read. */
export function columnSlotBytes(bins: number): number {
  return (Math.ceil((bins + 1) / 4) * 4 + 4) * 8;
}

/** Bytes of a slot: the bins of all columns, then their candidates. */
export function slotBytes({ bins }: Pick<ColumnBins, "bins">): number {
  return bins.reduce((sum, count) => sum + columnSlotBytes(count) + candidateBytes(count), 0);
}

/** Memory for the histograms of leaves that may still be split. */
export class HistogramSlots {
  readonly #memory: TreeMemory;
  readonly #bytes: number;
  readonly #most: number;
  readonly #made: number[] = [];
  #free: number[] = [];

  /** @param most - slots that may exist; at least 3, for a node and its children. */
  constructor(memory: TreeMemory, bytes: number, most: number) {
    this.#memory = memory;
    this.#bytes = bytes;
    this.#most = most;
  }

  /** Address of a slot; undefined where all are taken. */
  take(): number | undefined {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made.length === this.#most) return undefined;
    const made = this.#memory.allocateUnset(this.#bytes);
    this.#made.push(made);
    return made;
  }

  /** Takes all slots back. */
  clear(): void {
    this.#free = this.#made.toReversed();
  }

  giveBack(slot: number): void {
    this.#free.push(slot);
  }
}
