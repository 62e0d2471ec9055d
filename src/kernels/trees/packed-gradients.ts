import type { Scales } from "./leaf-value.ts";
import type { TreeMemory } from "./tree-memory.ts";

/** Rows whose sums are taken together; see src/kernels/assembly/trees/gradients.ts. */
const CHUNK_ROWS = 8192;
/** Quantised gradients are whole numbers up to this. */
const QUANTISED_LEVELS = 8;

/** Gradients as whole numbers, and their sums over the rows of a tree. */
export interface PackedSums {
  readonly scales: Scales;
  readonly gradient: number;
  readonly hessian: number;
}

/** Largest power of two that keeps `value` within `most`; 1 for 0. */
function powerScale(value: number, most: number): number {
  if (!(value > 0)) return 1;
  return 2 ** Math.max(-120, Math.min(120, Math.floor(Math.log2(most / value))));
}

/** Packs gradients and hessians of a training into whole numbers. */
export class GradientPacker {
  readonly #memory: TreeMemory;
  readonly #rows: number;
  readonly #isQuantised: boolean;
  readonly #sums: number;
  readonly #scratch: number;
  /** Address of the packed numbers, by row: int64, or int32 where quantised. */
  readonly packed: number;

  constructor(memory: TreeMemory, rows: number, isQuantised: boolean) {
    this.#memory = memory;
    this.#rows = rows;
    this.#isQuantised = isQuantised;
    this.#sums = memory.allocateUnset(Math.ceil(rows / CHUNK_ROWS) * 32);
    this.#scratch = memory.allocateUnset(4 * 64);
    this.packed = memory.allocateUnset(rows * (isQuantised ? 4 : 8));
  }

  /**
   * Packs the rows of a tree.
   * @param list - address of their numbers, 0 for all rows.
   */
  pack(gradient: number, hessian: number, list: number, rows: number, seed: number): PackedSums {
    const common = [gradient, hessian, list, rows, this.#sums];
    this.#memory.run("sumGradients", common, rows > CHUNK_ROWS);
    const scales = this.#scalesOf(Math.ceil(rows / CHUNK_ROWS));
    const more = [this.packed, scales.gradient, scales.hessian, Number(this.#isQuantised), seed | 0, this.#scratch];
    this.#memory.run("packGradients", [...common, ...more], rows > CHUNK_ROWS);
    return { scales, ...this.#totals(Math.ceil(rows / CHUNK_ROWS)) };
  }

  /** Scales that keep the sums of all rows, or every row where quantised, within bounds. */
  #scalesOf(chunks: number): Scales {
    const sums = this.#memory.float64(this.#sums, chunks * 4);
    let [gradient, hessian] = [0, 0];
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (this.#isQuantised) {
        gradient = Math.max(gradient, sums[4 * chunk + 2]!);
        hessian = Math.max(hessian, sums[4 * chunk + 3]!);
      } else {
        gradient += sums[4 * chunk]!;
        hessian += sums[4 * chunk + 1]!;
      }
    }
    const most = this.#isQuantised ? Math.min(QUANTISED_LEVELS, 2 ** 30 / this.#rows) : 2 ** 30;
    return { gradient: powerScale(gradient, most), hessian: powerScale(hessian, most) };
  }

  #totals(chunks: number): { gradient: number; hessian: number } {
    const words = this.#memory.int32(this.#sums, chunks * 8);
    let [gradient, hessian] = [0, 0];
    for (let chunk = 0; chunk < chunks; chunk++) {
      hessian += words[8 * chunk]!;
      gradient += words[8 * chunk + 1]!;
    }
    return { gradient, hessian };
  }
}
