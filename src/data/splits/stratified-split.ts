import { ascendingOrder, random } from "../../kernels/index.ts";
import type { Column } from "../tables/column.ts";
import { dealtFolds } from "./folds.ts";
import { type GroupCodes, groupCodesOf, rowsByGroup } from "./group-codes.ts";
import { labelInOrder } from "./random-split.ts";
import type { Split, SplitPlan } from "./split.ts";
import { checkShares, percent, type SplitShares, splitOf } from "./split-parts.ts";

/** Above this many distinct numbers, strata are tenths of the rows instead of single values. */
const mostValues = 50;

/** Tenths of the rows by value; missing values are a stratum of their own. */
function tenths(values: Float64Array): GroupCodes {
  const codes = new Int32Array(values.length).fill(-1);
  const order = ascendingOrder(values).filter((row) => !Number.isNaN(values[row]));
  for (const [position, row] of order.entries()) codes[row] = Math.floor((position * 10) / order.length);
  return { codes, groups: 10 };
}

function strataOf(column: Column): GroupCodes {
  const groups = groupCodesOf(column);
  return (column.kind === "number" || column.kind === "timestamp") && groups.groups > mostValues ? tenths(column.values) : groups;
}

/**
 * By chance within every value of a column (within tenths, for a number with many values), so that all parts get the same mix.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING.
 * @example stratifiedSplit({ by: "churned", validation: 0.15, test: 0.15 })
 */
export function stratifiedSplit<const Column extends string>(settings: SplitShares & { readonly by: Column }): SplitPlan<Column> {
  checkShares(settings);
  return {
    kind: "stratified",
    columns: [settings.by],
    divide: (table, seed): Split => {
      const parts = new Uint8Array(table.rows);
      const stream = random(seed).fork("stratified split");
      for (const rows of rowsByGroup(strataOf(table.any(settings.by)))) labelInOrder(parts, stream.shuffle(rows), settings);
      const { by, test, validation } = settings;
      return splitOf(parts, `At random within each ${by}: ${percent(test)} test, ${percent(validation)} validation, the rest train.`);
    },
    folds: (table, { train }, { count, seed }) => {
      const strata = rowsByGroup(strataOf(table.take(train).any(settings.by)));
      const rows = strata.map((places) => places.map((place) => train[place] ?? 0));
      return dealtFolds(rows, count, random(seed).fork("folds"));
    },
  };
}
