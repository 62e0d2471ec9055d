/** Candidates with their scores, and the kind of each. */
export interface Rated {
  readonly item: number;
  readonly score: number;
}

/**
 * Takes k items, each time the one whose score less a penalty is highest; the penalty applies where an item of its kind was taken already
 * (maximal marginal relevance). What an item is worth falls as the list grows, so the values come out in falling order.
 * @param ranked - best first.
 * @param kindOf - code of an item's kind; items with a code below 0 are alike to none.
 * @param penalty - in units of the scores; 0 keeps the order.
 * @see Carbonell and Goldstein (1998), "The Use of MMR, Diversity-Based Reranking", SIGIR.
 */
export function diversify(ranked: readonly Rated[], k: number, kindOf: (item: number) => number, penalty: number): Rated[] {
  if (penalty === 0) return ranked.slice(0, k);
  const taken: Rated[] = [];
  const kinds = new Set<number>();
  const left = [...ranked];
  while (taken.length < k && left.length > 0) {
    let best = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    left.forEach(({ item, score }, at) => {
      const value = score - (kinds.has(kindOf(item)) ? penalty : 0);
      if (value > bestValue) [best, bestValue] = [at, value];
    });
    const [next] = left.splice(best, 1);
    if (next === undefined) break;
    taken.push({ item: next.item, score: bestValue });
    if (kindOf(next.item) >= 0) kinds.add(kindOf(next.item));
  }
  return taken;
}
