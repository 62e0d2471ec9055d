import { random } from "../../kernels/index.ts";
import type { Table } from "../tables/table.ts";
import { groupFolds } from "./folds.ts";
import { groupCodes, rowsByGroup } from "./group-codes.ts";
import type { Fold, FoldSettings } from "./split.ts";

/** Rows that belong together; one without a group is alone. */
export function groupsOf(table: Table, by: string): Int32Array[] {
  const lists = rowsByGroup(groupCodes(table, by));
  const single = lists.pop() ?? new Int32Array(0);
  return [...lists.filter((rows) => rows.length > 0), ...Array.from(single, (row) => Int32Array.of(row))];
}

/** Folds of the training rows that hold whole groups. @throws DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING */
export function foldsOfGroups(table: Table, train: Int32Array, settings: FoldSettings & { readonly by: string }): Fold[] {
  const groups = groupsOf(table.take(train), settings.by).map((places) => places.map((place) => train[place] ?? 0));
  return groupFolds(groups, settings.count, random(settings.seed).fork("folds"));
}
