/** What a waiting leaf is ranked by. */
export interface Ranked {
  /** Number of the leaf: of equal ones the lower comes first. */
  readonly number: number;
  readonly depth: number;
  readonly gain: number;
}

/** Leaves that can be split, the next one first: a binary heap. */
export class LeafQueue<T extends Ranked> {
  readonly #isByLevel: boolean;
  readonly #heap: T[] = [];

  constructor(isByLevel: boolean) {
    this.#isByLevel = isByLevel;
  }

  #isSooner(a: T, b: T): boolean {
    if (this.#isByLevel && a.depth !== b.depth) return a.depth < b.depth;
    return a.gain !== b.gain ? a.gain > b.gain : a.number < b.number;
  }

  push(leaf: T): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(leaf);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isSooner(leaf, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = leaf;
  }

  /** Takes the next leaf out; undefined when none waits. */
  pop(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const moved = heap.pop();
    if (first === undefined || moved === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.#isSooner(heap[below + 1]!, heap[below]!)) below++;
      if (!this.#isSooner(heap[below]!, moved)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = moved;
    return first;
  }

  /** The leaf that would come last among those that satisfy `test`. */
  last(test: (leaf: T) => boolean): T | undefined {
    let found: T | undefined;
    for (const leaf of this.#heap) if (test(leaf) && (found === undefined || this.#isSooner(found, leaf))) found = leaf;
    return found;
  }
}
