import type { CategoryColumn } from "../../tables/column.ts";
import { type LeakContext, type LeakFinding, shareText } from "./leak-finding.ts";
import { timeOrderOf } from "./time-order.ts";

/** True for categories that name someone or something rather than a kind: many values, and most of them more than once. */
function namesEntities(column: CategoryColumn): boolean {
  const rows = column.codes.length;
  return column.dictionary.length >= Math.max(50, Math.sqrt(rows)) && column.dictionary.length < rows;
}

/** Test rows whose value training has seen. */
function overlapOf({ codes, dictionary }: CategoryColumn, learned: Int32Array, judged: Int32Array): number {
  const seen = new Uint8Array(dictionary.length);
  for (const row of learned) {
    const code = codes[row] ?? -1;
    if (code >= 0) seen[code] = 1;
  }
  return judged.reduce((count, row) => count + (seen[codes[row] ?? -1] ?? 0), 0);
}

/**
 * Customers, sites, documents that are in training and in test. When the split follows time, that is what service will meet, and no leak.
 */
export function groupOverlap(context: LeakContext): LeakFinding[] {
  const check = "group overlap";
  const { table, split, target, ignore } = context;
  const byTime = timeOrderOf(context)?.later === 0;
  const learned = split.final.length > split.train.length ? split.final : split.train;
  const found: LeakFinding[] = [];
  for (const [name, column] of table.columns) {
    if (column.kind !== "category" || name === target || ignore.includes(name) || !namesEntities(column)) continue;
    const rows = overlapOf(column, learned, split.test);
    if (rows === 0) continue;
    const share = `${shareText(rows, split.test.length)} of the test rows have a "${name}" that training has seen`;
    found.push(
      byTime
        ? { check, found: `${share}, as service will: the split follows time.`, rows: 0 }
        : { check, found: `${share}: where service meets new ones, use groupedSplit({ by: "${name}" }).`, rows },
    );
  }
  return found.length > 0 ? found : [{ check, found: "No column that names entities is in both training and test.", rows: 0 }];
}
