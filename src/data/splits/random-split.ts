import { random } from "../../kernels/index.ts";
import { dealtFolds } from "./folds.ts";
import type { Split, SplitPlan } from "./split.ts";
import { checkShares, part, percent, type SplitShares, splitOf } from "./split-parts.ts";

/** Labels `rows` in their given order: the first `test` share, then the `validation` share, the rest train. */
export function labelInOrder(parts: Uint8Array, rows: Int32Array, shares: SplitShares): void {
  const test = Math.round(rows.length * shares.test);
  const validation = Math.round(rows.length * shares.validation);
  for (const [position, row] of rows.entries()) {
    parts[row] = position < test ? part.test : position < test + validation ? part.validation : part.train;
  }
}

/**
 * Every row falls into a part by chance: right when rows are independent of each other and of time.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_EMPTY.
 * @example randomSplit({ validation: 0.15, test: 0.15 })
 */
export function randomSplit(shares: SplitShares): SplitPlan<never> {
  checkShares(shares);
  return {
    kind: "random",
    columns: [],
    divide: (table, seed): Split => {
      const order = Int32Array.from({ length: table.rows }, (_, row) => row);
      random(seed).fork("random split").shuffle(order);
      const parts = new Uint8Array(table.rows);
      labelInOrder(parts, order, shares);
      return splitOf(parts, `At random: ${percent(shares.test)} test, ${percent(shares.validation)} validation, the rest train.`);
    },
    folds: (_, { train }, { count, seed }) => dealtFolds([train], count, random(seed).fork("folds")),
  };
}
