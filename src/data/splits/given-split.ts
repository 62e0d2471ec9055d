import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import type { Table } from "../tables/table.ts";
import { dealtFolds } from "./folds.ts";
import { foldsOfGroups } from "./group-folds.ts";
import { labelInOrder } from "./random-split.ts";
import type { Split, SplitPlan } from "./split.ts";
import { checkShare, part, percent, splitOf } from "./split-parts.ts";

/** Row numbers, counted from 0. */
type Rows = readonly number[] | Int32Array;

/** Parts that somebody else has fixed: lists of row numbers, or a column that names each row's part. */
export type GivenSplitSettings<Column extends string = string> =
  | {
      /** Rows to judge on, counted from 0 in the table's order. */
      readonly test: Rows;
      /** Rows to choose on, or the share of the other rows that is drawn for it. */
      readonly validation: Rows | number;
    }
  | {
      /** A column that holds "train", "validation" or "test" (also "valid", "val", "dev"); rows with another value are left out. */
      readonly column: Column;
      /** The share of the training rows that is drawn when the column names no validation row. */
      readonly validation?: number;
    };

const partByName: Readonly<Record<string, number>> = {
  train: part.train,
  training: part.train,
  validation: part.validation,
  valid: part.validation,
  val: part.validation,
  dev: part.validation,
  test: part.test,
};

/** Puts rows into a part. @throws DATA_SPLIT_ROWS_INVALID for a number that is no row or is taken */
function place(parts: Uint8Array, rows: Rows, into: number, name: string): void {
  for (const row of rows) {
    const taken = parts[row];
    if (taken === part.none) {
      parts[row] = into;
      continue;
    }
    throw new MillwrightError(
      "DATA_SPLIT_ROWS_INVALID",
      taken === undefined ? `row ${row} of the ${name} rows is not in the table.` : `row ${row} of the ${name} rows is in the lists twice.`,
      `Rows are counted from 0 to ${parts.length - 1}, each in at most one part.`,
    );
  }
}

/** Draws validation rows from those that are `from`; all the others become train. */
function drawValidation(parts: Uint8Array, from: number, share: number, seed: number): void {
  const rows = Int32Array.from(parts.keys()).filter((row) => parts[row] === from);
  random(seed).fork("given split").shuffle(rows);
  labelInOrder(parts, rows, { test: 0, validation: share });
}

function fromColumn(table: Table, column: string): Uint8Array {
  const { codes, dictionary } = table.column(column, "category");
  const partByCode = dictionary.map((name) => partByName[name.trim().toLowerCase()] ?? part.none);
  return Uint8Array.from(codes, (code) => partByCode[code] ?? part.none);
}

/**
 * Parts as given: the row lists or the column of a published benchmark.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_ROWS_INVALID, DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING, DATA_COLUMN_KIND.
 * @example givenSplit({ test: JSON.parse(readFileSync("test_rows.json", "utf8")), validation: 0.2 })
 * @example givenSplit({ column: "fold" })
 */
export function givenSplit<const Column extends string = never>(settings: GivenSplitSettings<Column>): SplitPlan<Column> {
  const share = typeof settings.validation === "number" ? settings.validation : undefined;
  if (share !== undefined) checkShare("validation", share);
  const drawn = share === undefined ? "" : `; ${percent(share)} of the others drawn for validation`;
  return {
    kind: "given",
    columns: "column" in settings ? [settings.column] : [],
    divide: (table, seed): Split => {
      if ("column" in settings) {
        const parts = fromColumn(table, settings.column);
        if (share !== undefined && !parts.includes(part.validation)) drawValidation(parts, part.train, share, seed);
        return splitOf(parts, `As column ${settings.column} says${drawn}.`);
      }
      const parts = new Uint8Array(table.rows);
      place(parts, settings.test, part.test, "test");
      if (typeof settings.validation !== "number") place(parts, settings.validation, part.validation, "validation");
      drawValidation(parts, part.none, share ?? 0, seed);
      return splitOf(parts, `The ${settings.test.length} given test rows${drawn}.`);
    },
    folds: (table, { train }, { count, seed, together }) =>
      together === undefined
        ? dealtFolds([train], count, random(seed).fork("folds"))
        : foldsOfGroups(table, train, { by: together, count, seed }),
  };
}
