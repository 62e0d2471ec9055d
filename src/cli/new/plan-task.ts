import { MillwrightError } from "../../errors/index.ts";
import type { InspectedColumn } from "./inspect-file.ts";

/** The framing that fits a target column. */
export type PlannedTask =
  | { readonly kind: "binary"; readonly positive?: string; readonly share: number }
  | { readonly kind: "multiclass"; readonly classes: number; readonly share: number }
  | { readonly kind: "regression"; readonly log: boolean };

/** Values that mean yes. */
const affirmative = ["true", "yes", "y", "1", "t", "positive"];

/** More values than this are a quantity, when they are whole numbers. */
const mostNumberedClasses = 10;
const mostClasses = 1000;

function unfit(column: InspectedColumn, what: string): MillwrightError {
  const shown = column.top.slice(0, 3).map(({ value }) => JSON.stringify(value));
  return new MillwrightError(
    "CLI_TARGET_UNFIT",
    `column "${column.name}" ${what} (${shown.join(", ")}${column.distinct > 3 ? ", …" : ""}).`,
    "Name a column that holds yes or no, a class or a quantity with --predict.",
  );
}

function binaryTask(column: InspectedColumn, rows: number): PlannedTask {
  const affirmed = column.top.find(({ value }) => affirmative.includes(value.toLowerCase()));
  const rarer = affirmed ?? column.top.at(-1);
  const share = (rarer?.count ?? 0) / Math.max(1, rows - column.missing);
  const isBoolean = column.kind === "boolean" || (column.kind === "integer" && column.minimum === 0 && column.maximum === 1);
  return { kind: "binary", share, ...(isBoolean || rarer === undefined ? {} : { positive: rarer.value }) };
}

/**
 * How the target is framed: two values are a yes or no, a few whole numbers or words are classes, other numbers a quantity.
 * @throws CLI_TARGET_UNFIT when there is nothing to learn
 */
export function planTask(column: InspectedColumn, rows: number): PlannedTask {
  const present = rows - column.missing;
  if (column.name === "__proto__") throw unfit(column, "has a name that no field of an object can have");
  if (column.distinct <= 1) throw unfit(column, column.distinct === 0 ? "is empty" : "has the same value in every row");
  if (column.kind === "timestamp") throw unfit(column, "holds moments");
  if (column.distinct === 2) return binaryTask(column, rows);
  const share = (column.top[0]?.count ?? 0) / Math.max(1, present);
  const numbers = column.kind === "number" || column.kind === "integer";
  const countsClasses = column.kind === "integer" && column.distinct <= mostNumberedClasses && present >= 20 * column.distinct;
  if (numbers && !countsClasses) {
    const skewed = (column.minimum ?? -1) >= 0 && (column.mean ?? 0) > 1.2 * (column.median ?? Number.POSITIVE_INFINITY);
    return { kind: "regression", log: skewed };
  }
  if (column.distinct > mostClasses || column.distinct > 0.5 * present) throw unfit(column, `has ${column.distinct} different values`);
  return { kind: "multiclass", classes: column.distinct, share };
}
