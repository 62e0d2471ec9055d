import type { TreeEnsemble } from "../tree-ensemble.ts";

/** What an ensemble's splits say about a column: how much they lowered the loss, how many there are, or how much weight passed them. */
export type ImportanceKind = "gain" | "splits" | "cover";

/**
 * Importance of each column from the splits that ask for it.
 * @returns length columns, not negative; sums, not shares.
 * @example treeImportance(model.ensemble, "gain");
 */
export function treeImportance(ensemble: TreeEnsemble, kind: ImportanceKind): Float64Array {
  const importance = new Float64Array(ensemble.columns);
  for (const { feature, gain, nodeWeight } of ensemble.trees) {
    for (let node = 0; node < feature.length; node++) {
      const column = feature[node] ?? 0;
      const added = kind === "gain" ? gain[node] : kind === "cover" ? nodeWeight[node] : 1;
      importance[column] = (importance[column] ?? 0) + (added ?? 0);
    }
  }
  return importance;
}
