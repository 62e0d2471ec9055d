import { type Cell, type Column, cellOf, type Table } from "../../data/index.ts";
import { quantileOfSorted } from "../../kernels/index.ts";

/** How rows are put into named groups: by a column's value, or by a function of the row. */
export type SliceRule = string | ((row: Readonly<Record<string, Cell>>) => string);

/** Numbers with more values than this are cut at their quartiles. */
const MOST_NUMBERS = 12;

/** A number for a name: five significant digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** Which quarter of the values each number is in, by name. */
function quarters(values: Float64Array): string[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = [...new Set([0.25, 0.5, 0.75].map((share) => quantileOfSorted(sorted, share)))];
  const name = (value: number): string => {
    const at = cuts.findIndex((cut) => value <= cut);
    if (at === 0) return `≤ ${short(cuts[0] ?? 0)}`;
    return at < 0 ? `> ${short(cuts.at(-1) ?? 0)}` : `${short(cuts[at - 1] ?? 0)} to ${short(cuts[at] ?? 0)}`;
  };
  return Array.from(values, (value) => (Number.isNaN(value) ? "missing" : name(value)));
}

function ofColumn(column: Column, rows: number): string[] {
  if (column.kind === "number" && new Set(column.values).size > MOST_NUMBERS) return quarters(column.values);
  return Array.from({ length: rows }, (_, row) => {
    const cell = cellOf(column, row);
    if (cell === null) return "missing";
    return cell instanceof Date ? cell.toISOString().slice(0, 7) : String(cell);
  });
}

/**
 * The group of each row, by name. Numbers with more than 12 values are cut at their quartiles, instants fall into months, and a
 * missing value is "missing".
 * @throws DATA_COLUMN_MISSING
 * @example sliceValues(table, "region"); // ["north", "south", "north"]
 */
export function sliceValues(table: Table, rule: SliceRule): string[] {
  if (typeof rule === "string") return ofColumn(table.any(rule), table.rows);
  return Array.from({ length: table.rows }, (_, row) => String(rule(table.row(row))));
}
