import type { Cell, Column, Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { quantileOfSorted, random, sortedPresent } from "../../kernels/index.ts";
import type { Prediction } from "../prediction.ts";

/** Settings of `partialDependence`. */
export interface PartialDependenceSettings {
  readonly table: Table;
  /** Predicts a table as `table`, whatever the model: `(table) => model.scoreTable(table)`. */
  readonly predict: (table: Table) => Promise<Prediction>;
  readonly column: string;
  /** Values that the column is set to: quantiles of numbers and moments, the most frequent categories; 20 unless told. */
  readonly points?: number;
  /** Rows that are looked at, drawn from the table; 500 unless told, or all where there are fewer. */
  readonly rows?: number;
  readonly seed: number;
}

/** How predictions change with one column. */
export interface PartialDependence {
  readonly column: string;
  readonly values: readonly Cell[];
  /** Numbers of one prediction: 1, or the classes. */
  readonly width: number;
  /** Mean prediction at each value, [values, width]. */
  readonly mean: Float64Array;
  /** Rows of the table that were looked at. */
  readonly rows: Int32Array;
  /** Each row's own curve (individual conditional expectation), [rows, values, width]. */
  readonly curves: Float64Array;
}

/** Distinct quantiles at even shares. */
function quantiles(values: Float64Array, points: number): number[] {
  const sorted = sortedPresent(values);
  if (sorted.length === 0) return [];
  return [...new Set(Array.from({ length: points }, (_, i) => quantileOfSorted(sorted, points === 1 ? 0.5 : i / (points - 1))))];
}

/** Codes of the categories with the most rows, most first. */
function frequentCodes(codes: Int32Array, points: number): number[] {
  const counts = new Map<number, number>();
  for (const code of codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, points)
    .map(([code]) => code);
}

/** What the column can be set to: values to show, and the column of `rows` rows that all have one of them. */
function settingsOf(column: Column, name: string, points: number, rows: number): { readonly value: Cell; readonly column: Column }[] {
  switch (column.kind) {
    case "number":
      return quantiles(column.values, points).map((value) => ({
        value,
        column: { kind: "number", values: new Float64Array(rows).fill(value) },
      }));
    case "timestamp":
      return quantiles(column.values, points)
        .map(Math.round)
        .map((value) => ({ value: new Date(value), column: { kind: "timestamp", values: new Float64Array(rows).fill(value) } }));
    case "boolean":
      return [0, 1].map((value) => ({ value: value === 1, column: { kind: "boolean", values: new Uint8Array(rows).fill(value) } }));
    case "category": {
      const { dictionary } = column;
      return frequentCodes(column.codes, points).map((code) => ({
        value: dictionary[code] ?? "",
        column: { kind: "category", dictionary, codes: new Int32Array(rows).fill(code) },
      }));
    }
    case "text":
      throw new MillwrightError(
        "MODELING_FEATURES_REFUSED",
        `column "${name}" holds text, which has no order and repeats seldom.`,
        "Ask about a column of numbers, categories, truth values or moments.",
      );
  }
}

/**
 * Mean prediction, and each row's own, when one column is set to one value after another and all else stays: any model that predicts
 * tables. Where columns depend on each other, some of the rows that are asked about cannot occur.
 * @throws MODELING_SETTING_INVALID, MODELING_TOO_FEW_ROWS, MODELING_FEATURES_REFUSED for a text column, DATA_COLUMN_MISSING
 * @see Friedman (2001), "Greedy Function Approximation", Annals of Statistics 29; Goldstein et al. (2015), "Peeking Inside the Black Box", JCGS 24
 * @example await partialDependence({ table, predict: (rows) => model.scoreTable(rows), column: "area", seed: 1 });
 */
export async function partialDependence(settings: PartialDependenceSettings): Promise<PartialDependence> {
  const { table, predict, column, points = 20, rows = 500, seed } = settings;
  for (const [name, value] of Object.entries({ points, rows })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new MillwrightError("MODELING_SETTING_INVALID", `${name} is ${value}.`, "Give a whole number of at least 1.");
  }
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  const drawn = random(seed).fork("partial dependence").shuffle(all).slice(0, rows).sort();
  const sample = table.take(drawn);
  const steps = settingsOf(table.any(column), column, points, sample.rows);
  if (sample.rows === 0 || steps.length === 0) {
    throw new MillwrightError("MODELING_TOO_FEW_ROWS", `column "${column}" has no values in ${table.rows} rows.`, "Give rows with values.");
  }
  const predictions: Prediction[] = [];
  for (const step of steps) predictions.push(await predict(sample.with({ [column]: step.column })));
  const width = predictions[0]?.width ?? 1;
  const mean = new Float64Array(steps.length * width);
  const curves = new Float64Array(sample.rows * steps.length * width);
  predictions.forEach(({ values }, step) => {
    values.forEach((value, at) => {
      const [row, output] = [Math.floor(at / width), at % width];
      curves[(row * steps.length + step) * width + output] = value;
      mean[step * width + output] = (mean[step * width + output] ?? 0) + value / sample.rows;
    });
  });
  return { column, values: steps.map(({ value }) => value), width, mean, rows: drawn, curves };
}
