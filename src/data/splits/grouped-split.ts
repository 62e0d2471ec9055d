import { random } from "../../kernels/index.ts";
import { foldsOfGroups, groupsOf } from "./group-folds.ts";
import type { Split, SplitPlan } from "./split.ts";
import { checkShares, part, percent, type SplitShares, splitOf } from "./split-parts.ts";

/**
 * All rows of a group fall into the same part: right when the service will meet groups (customers, sites) that it has not seen.
 * Rows without a group are groups of their own. Groups are drawn at random until a part has its share of the rows.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING.
 * @example groupedSplit({ by: "patient", validation: 0.15, test: 0.15 })
 */
export function groupedSplit<const Column extends string>(settings: SplitShares & { readonly by: Column }): SplitPlan<Column> {
  checkShares(settings);
  return {
    kind: "grouped",
    columns: [settings.by],
    divide: (table, seed): Split => {
      const groups = groupsOf(table, settings.by);
      const order = random(seed)
        .fork("grouped split")
        .shuffle(Int32Array.from(groups, (_, group) => group));
      const parts = new Uint8Array(table.rows);
      const wanted = { [part.test]: settings.test * table.rows, [part.validation]: settings.validation * table.rows };
      const filled = { [part.test]: 0, [part.validation]: 0 };
      for (const group of order) {
        const rows = groups[group] ?? new Int32Array(0);
        // A group joins a part when that brings the part nearer to its share.
        const fits = ([part.test, part.validation] as const).find((each) => filled[each] + rows.length / 2 <= wanted[each]);
        for (const row of rows) parts[row] = fits ?? part.train;
        if (fits !== undefined) filled[fits] += rows.length;
      }
      const { by, test, validation } = settings;
      return splitOf(
        parts,
        `By ${by}, each in one part: about ${percent(test)} of the rows test, ${percent(validation)} validation, the rest train.`,
      );
    },
    folds: (table, { train }, { count, seed }) => foldsOfGroups(table, train, { by: settings.by, count, seed }),
  };
}
