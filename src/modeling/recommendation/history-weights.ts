/** What each different item of a history counts. */
export interface WeightedItem {
  readonly item: number;
  readonly weight: number;
}

/**
 * Each different known item of a history with decay^n for the n-th different item from the end: the last counts 1.
 * @param size - items of the catalogue; other codes are left out.
 * @param most - how many of the latest items count.
 */
export function historyWeights(history: Int32Array, decay: number, size: number, most: number = Infinity): WeightedItem[] {
  const met = new Set<number>();
  const weighted: WeightedItem[] = [];
  for (let place = history.length - 1, weight = 1; place >= 0 && weighted.length < most; place--) {
    const item = history[place] ?? -1;
    if (item < 0 || item >= size || met.has(item)) continue;
    met.add(item);
    weighted.push({ item, weight });
    weight *= decay;
  }
  return weighted;
}
