import type { Analyzer } from "../analysis/analyzer.ts";

/** Terms of a text with their weights, of length 1 as a vector. */
export type WeightedBag = ReadonlyMap<string, number>;

/** (1 + ln occurrences) · rarity of each term, scaled to length 1. */
export function weightedBag(text: string, reader: Analyzer, rarity: (term: string) => number): WeightedBag {
  const bag = new Map<string, number>();
  for (const term of reader.terms(text)) bag.set(term, (bag.get(term) ?? 0) + 1);
  let sum = 0;
  for (const [term, times] of bag) {
    const weight = (1 + Math.log(times)) * rarity(term);
    bag.set(term, weight);
    sum += weight * weight;
  }
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (const [term, weight] of bag) bag.set(term, weight * scale);
  return bag;
}

/** Cosine of two bags, in [0, 1]. */
export function bagCosine(a: WeightedBag, b: WeightedBag): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}
