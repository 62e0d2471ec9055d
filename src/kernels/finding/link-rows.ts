import type { Workspace } from "../workspace.ts";
import type { ItemLinks } from "./item-links.ts";

/** Where a kernel leaves the links of a block of items: how many each has, and `most` places for each. */
export interface LinkBlock {
  readonly found: number;
  readonly index: number;
  readonly value: number;
}

/** Room for the links of so many items. @throws KERNELS_OUT_OF_MEMORY */
export function placeBlock(workspace: Workspace, items: number, most: number): LinkBlock {
  return {
    found: workspace.allocateUnset(items * 4),
    index: workspace.allocateUnset(items * most * 4),
    value: workspace.allocateUnset(items * most * 4),
  };
}

/** Links of items that come block by block. */
export class LinkRows {
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

  #add(index: Int32Array, value: Float32Array): void {
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

  /** The links of the next items, as a kernel left them. */
  addBlock(workspace: Workspace, { found, index, value }: LinkBlock, items: number, most: number): void {
    const lengths = workspace.int32(found, items);
    const [others, strengths] = [workspace.int32(index, items * most), workspace.float32(value, items * most)];
    for (let n = 0, at = 0; n < items; n++, at += most)
      this.#add(others.subarray(at, at + lengths[n]!), strengths.subarray(at, at + lengths[n]!));
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
