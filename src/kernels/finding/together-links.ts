import { type Workspace, withWorkspaceNow } from "../workspace.ts";
import type { ItemLinks } from "./item-links.ts";
import { occurrencesOf, type Sequences } from "./sequences.ts";

/** Blocks of items that are worked on at the same time, and their largest size. */
const SLOTS = 16;
const BLOCK = 256;

/** How the links between items of the same askers are found. */
export interface TogetherRequest {
  /** Each item once per asker. */
  readonly sequences: Sequences;
  /** What a pair of items of an asker counts, above 0; length askers. */
  readonly share: Float64Array;
  /** What each item multiplies its links with, length size. */
  readonly scale: Float64Array;
  /** Links kept of each item, the strongest. */
  readonly most: number;
  /** Rank of each item among equal links. */
  readonly ties: Int32Array;
}

/** Places what all blocks read, in the order of the kernel's arguments. */
function place(workspace: Workspace, { sequences, share, scale, ties }: TogetherRequest): number[] {
  const { itemStart, places, askerOf } = occurrencesOf(sequences);
  const askers = places.map((at) => askerOf[at]!);
  return [itemStart, askers, sequences.rowStart, sequences.items, share, scale, ties].map((numbers) => {
    const address = workspace.allocateUnset(numbers.byteLength);
    if (numbers instanceof Int32Array) workspace.int32(address, numbers.length).set(numbers);
    else workspace.float64(address, numbers.length).set(numbers);
    return address;
  });
}

/** Multiplications and additions of the whole product. */
function workOf({ askers, rowStart }: Sequences): number {
  let work = 0;
  for (let a = 0; a < askers; a++) work += (rowStart[a + 1]! - rowStart[a]!) ** 2;
  return work;
}

/** Lists of links that grow block by block. */
class LinkRows {
  readonly #rowStart: Int32Array;
  #index: Int32Array;
  #value: Float32Array;
  #row = 0;
  #end = 0;

  constructor(size: number, most: number) {
    this.#rowStart = new Int32Array(size + 1);
    this.#index = new Int32Array(size * Math.min(most, 64));
    this.#value = new Float32Array(this.#index.length);
  }

  add(index: Int32Array, value: Float32Array): void {
    const end = this.#end + index.length;
    if (end > this.#index.length) {
      const [oldIndex, oldValue] = [this.#index, this.#value];
      this.#index = new Int32Array(2 * end);
      this.#value = new Float32Array(2 * end);
      this.#index.set(oldIndex);
      this.#value.set(oldValue);
    }
    this.#index.set(index, this.#end);
    this.#value.set(value, this.#end);
    this.#end = end;
    this.#rowStart[++this.#row] = end;
  }

  all(): ItemLinks {
    return {
      size: this.#rowStart.length - 1,
      rowStart: this.#rowStart,
      index: this.#index.slice(0, this.#end),
      value: this.#value.slice(0, this.#end),
    };
  }
}

/**
 * The strongest links of each item to others of the same askers: Σ share over the askers who have both · scaleᵢ · scaleⱼ. Blocks of items
 * are shared out among threads.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export function togetherLinks(request: TogetherRequest): ItemLinks {
  return withWorkspaceNow((workspace) => {
    const { sequences, most } = request;
    const { size } = sequences;
    const shared = place(workspace, request);
    const block = Math.min(BLOCK, Math.ceil(size / SLOTS));
    const slots = Array.from({ length: Math.min(SLOTS, Math.ceil(size / block)) }, () => ({
      found: workspace.allocateUnset(block * 4),
      index: workspace.allocateUnset(block * most * 4),
      value: workspace.allocateUnset(block * most * 4),
      scratch: workspace.allocate(12 * (size + most) + 4),
    }));
    const work = workOf(sequences);
    const rows = new LinkRows(size, most);
    for (let first = 0; first < size; first += slots.length * block) {
      const used = slots.slice(0, Math.ceil((size - first) / block));
      const jobs = used.map(({ found, index, value, scratch }, slot) => {
        const from = first + slot * block;
        return [...shared, size, from, Math.min(size, from + block), most, found, index, value, scratch];
      });
      workspace.run("togetherRows", jobs, (work * used.length * block) / size);
      for (const [slot, { found, index, value }] of used.entries()) {
        const count = Math.min(block, size - first - slot * block);
        const [lengths, items, strengths] = [
          workspace.int32(found, count),
          workspace.int32(index, count * most),
          workspace.float32(value, count * most),
        ];
        for (let n = 0; n < count; n++)
          rows.add(items.subarray(n * most, n * most + lengths[n]!), strengths.subarray(n * most, n * most + lengths[n]!));
      }
    }
    return rows.all();
  });
}
