import { type Column, cellOf, type Table } from "../../data/index.ts";
import { type ErrorCode, MillwrightError } from "../../errors/index.ts";

/** At most this many rows are named in an error. */
const SHOWN = 3;

/** Throws when a test fails in any row; names how many rows and the first few. */
export function refuseRows(code: ErrorCode, target: string, rows: number, bad: (row: number) => boolean, what: string, fix: string): void {
  const found: number[] = [];
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!bad(row)) continue;
    count++;
    if (found.length < SHOWN) found.push(row);
  }
  if (count === 0) return;
  const where = count === 1 ? `in row ${found[0]}` : `in ${count} of ${rows} rows (first: ${found.join(", ")})`;
  throw new MillwrightError(code, `target "${target}" ${what} ${where}.`, fix);
}

/** The target column, refused when it has no rows or misses values. @throws DATA_COLUMN_MISSING, MODELING_TARGET_EMPTY, MODELING_TARGET_MISSING */
export function targetColumn(table: Table, target: string): Column {
  const column = table.any(target);
  if (table.rows === 0) {
    const fix = "Check the source and the split: a part of it may be empty.";
    throw new MillwrightError("MODELING_TARGET_EMPTY", `table "${table.name}" has no rows, so target "${target}" has no values.`, fix);
  }
  refuseRows(
    "MODELING_TARGET_MISSING",
    target,
    table.rows,
    (row) => cellOf(column, row) === null,
    "is missing (or not a number)",
    "Drop these rows, or fill in their labels; a target is never imputed.",
  );
  return column;
}

/** @throws MODELING_TARGET_KIND */
export function refuseKind(target: string, column: Column, task: string, allowed: string): never {
  throw new MillwrightError(
    "MODELING_TARGET_KIND",
    `target "${target}" holds ${column.kind}, which a ${task} task cannot predict.`,
    `Allowed: ${allowed}.`,
  );
}

/** A value as a class name. */
export function className(column: Column, row: number): string {
  return String(cellOf(column, row));
}
