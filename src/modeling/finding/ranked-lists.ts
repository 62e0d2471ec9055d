import type { RankedLists } from "./finder.ts";

/** One list: item codes, best first, with their scores. */
export interface RankedList {
  readonly items: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
}

/** Lists as one row-major block; shorter ones end in -1 and NaN. */
export function rankedLists(k: number, lists: readonly RankedList[]): RankedLists {
  const items = new Int32Array(lists.length * k).fill(-1);
  const scores = new Float64Array(lists.length * k).fill(Number.NaN);
  lists.forEach((list, row) => {
    items.set(list.items, row * k);
    scores.set(list.scores, row * k);
  });
  return { k, items, scores };
}
