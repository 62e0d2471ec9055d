import { type Workspace, withWorkspaceNow } from "../workspace.ts";
import type { ItemLinks } from "./item-links.ts";
import { LinkRows, placeBlock } from "./link-rows.ts";
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
      ...placeBlock(workspace, block, most),
      scratch: workspace.allocate(12 * size + 8 * most + 4),
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
      for (const [slot, own] of used.entries()) rows.addBlock(workspace, own, Math.min(block, size - first - slot * block), most);
    }
    return rows.all();
  });
}
