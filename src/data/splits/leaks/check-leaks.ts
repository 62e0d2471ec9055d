import type { Table } from "../../tables/table.ts";
import type { Split } from "../split.ts";
import { groupOverlap } from "./group-overlap.ts";
import { identicalRows } from "./identical-rows.ts";
import type { LeakFinding } from "./leak-finding.ts";
import { targetInColumn } from "./target-in-column.ts";
import { timeOrder } from "./time-order.ts";

/** What a check must know of the system. */
export interface LeakSettings {
  readonly target: string;
  /** Columns that no feature reads, e.g. those that only training has. */
  readonly ignore?: readonly string[];
}

/**
 * Looks for ways in which judging would be too kind: rows in two parts, a column that is the target, training rows from the future, and
 * entities in two parts. One finding per check at least, with `rows` 0 where nothing is wrong; a finding is a question to the owner of
 * the data, not proof. Linear in the rows, but for the target check, which looks at 20,000 training rows.
 * @throws DATA_COLUMN_MISSING when there is no such target.
 * @example checkLeaks(table, split, { target: "churned" }).filter((leak) => leak.rows > 0)
 */
export function checkLeaks(table: Table, split: Split, { target, ignore = [] }: LeakSettings): LeakFinding[] {
  const context = { table, split, target, ignore: ignore.filter((name) => name !== target) };
  return [identicalRows(context), targetInColumn(context), timeOrder(context), ...groupOverlap(context)];
}
