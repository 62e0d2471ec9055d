/** Items that go together with each item, and how much: for those of one item [starts[i], starts[i + 1]). */
export interface ItemCompanions {
  readonly starts: Int32Array;
  readonly others: Int32Array;
  readonly strengths: Float64Array;
}

/** Keeps rare items from seeming close by chance: so many askers are added to those of each item. */
const SHRINKAGE = 5;

/**
 * Items that the same askers use: shared askers over the root of the product of the askers of both.
 * @param baskets - distinct items of each asker.
 * @param kept - companions of one item at most.
 */
export function itemCompanions(baskets: readonly (readonly number[])[], items: number, kept: number): ItemCompanions {
  const shared = Array.from({ length: items }, () => new Map<number, number>());
  const askers = new Int32Array(items);
  for (const basket of baskets) {
    for (const item of basket) {
      askers[item] = (askers[item] ?? 0) + 1;
      const row = shared[item];
      for (const other of basket) if (other !== item) row?.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  const size = (item: number): number => Math.sqrt((askers[item] ?? 0) + SHRINKAGE);
  const rows = shared.map((row, item) =>
    Array.from(row, ([other, count]) => ({ other, strength: count / (size(item) * size(other)) }))
      .sort((a, b) => b.strength - a.strength || (askers[b.other] ?? 0) - (askers[a.other] ?? 0))
      .slice(0, kept),
  );
  const starts = new Int32Array(items + 1);
  for (const [item, row] of rows.entries()) starts[item + 1] = (starts[item] ?? 0) + row.length;
  return {
    starts,
    others: Int32Array.from(rows.flatMap((row) => row.map(({ other }) => other))),
    strengths: Float64Array.from(rows.flatMap((row) => row.map(({ strength }) => strength))),
  };
}
