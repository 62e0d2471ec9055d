import { canonicalNumbers, hashText, mixWords, rowsAlsoIn } from "../../../kernels/index.ts";
import type { Column } from "../../tables/column.ts";
import { type LeakContext, type LeakFinding, shareText } from "./leak-finding.ts";

/** A column's values as 32-bit words, equal for equal values. */
function wordsOf(column: Column): { readonly words: Int32Array; readonly width: number } {
  switch (column.kind) {
    case "category":
      return { words: column.codes, width: 1 };
    case "boolean":
      return { words: Int32Array.from(column.values), width: 1 };
    case "text":
      return { words: Int32Array.from(column.values, (text) => (text === null ? 0 : hashText(text))), width: 1 };
    default: {
      const numbers = new Float64Array(column.values.length);
      canonicalNumbers(column.values, 0, numbers.length, numbers);
      return { words: new Int32Array(numbers.buffer), width: 2 };
    }
  }
}

/** True when no value occurs twice; stops at the first that does. */
function allDiffer(values: Iterable<unknown>): boolean {
  const seen = new Set<unknown>();
  let count = 0;
  for (const value of values) if (seen.add(value).size < ++count) return false;
  return true;
}

/** True for whole numbers and texts that differ in every row: names of rows, which make no two rows different in kind. */
function isRowName(column: Column, rows: number): boolean {
  if (column.kind === "category") return column.dictionary.length >= rows;
  if (column.kind === "text") return allDiffer(column.values);
  return (
    column.kind === "number" && Number.isInteger(column.values[0]) && allDiffer(column.values) && column.values.every(Number.isInteger)
  );
}

/** Rows of validation and test that training has seen, value for value (the target too; row numbers and the like left out). */
export function identicalRows({ table, split, ignore }: LeakContext): LeakFinding {
  const check = "identical rows";
  const first = new Int32Array(table.rows).fill(0x2545f491);
  const second = new Int32Array(table.rows).fill(0x1b873593);
  let compared = 0;
  for (const [name, column] of table.columns) {
    if (ignore.includes(name) || isRowName(column, table.rows)) continue;
    const { words, width } = wordsOf(column);
    mixWords(first, second, words, width);
    compared++;
  }
  if (compared === 0) return { check, found: "No column to compare.", rows: 0 };
  const seen = new Int32Array(split.train.length + split.final.length);
  seen.set(split.train);
  seen.set(split.final, split.train.length);
  const testTwins = rowsAlsoIn(first, second, split.test, seen).reduce((sum, each) => sum + each, 0);
  const validationTwins = rowsAlsoIn(first, second, split.validation, split.train).reduce((sum, each) => sum + each, 0);
  const rows = testTwins + validationTwins;
  if (rows === 0) return { check, found: "No row of validation or test is also a training row.", rows };
  const shares = `${shareText(testTwins, split.test.length)} of the test rows and ${shareText(validationTwins, split.validation.length)} of the validation rows`;
  return { check, found: `${shares} equal a training row in every column; group or drop duplicates before the split.`, rows };
}
