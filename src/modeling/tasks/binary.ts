import type { Column, Table } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { averagePrecision } from "../metrics/average-precision.ts";
import { brier } from "../metrics/brier.ts";
import { expectedCalibrationError } from "../metrics/expected-calibration-error.ts";
import { logLoss } from "../metrics/log-loss.ts";
import type { Metric } from "../metrics/metric.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import { className, refuseKind, refuseRows, targetColumn } from "./target-problems.ts";
import type { Task, Truth } from "./task.ts";
import { taskMetrics } from "./task-metrics.ts";

/** Settings of `binary`. */
export interface BinarySettings<Target extends string> {
  /** Boolean, number (0 or 1) or category. */
  readonly target: Target;
  /** Category: the value that counts as positive; may be left out where it is "true", "yes", "1" or "positive". */
  readonly positive?: string;
  /** First is primary; ROC AUC, average precision, log loss, Brier and calibration error unless told. */
  readonly metrics?: readonly Metric[];
  /** Weight of each row when it is judged. */
  readonly weight?: (table: Table) => Float64Array;
}

const obviousPairs: readonly (readonly [string, string])[] = [
  ["false", "true"],
  ["no", "yes"],
  ["0", "1"],
  ["negative", "positive"],
];

/** [negative, positive] of a category. */
function sides(target: string, names: readonly string[], positive: string | undefined): readonly [string, string] {
  const shown = names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  if (names.length > 2) {
    const fix = "Use multiclass({ target }), or derive a column that says which rows are positive.";
    throw new MillwrightError(
      "MODELING_TARGET_NOT_BINARY",
      `target "${target}" has ${names.length} values: ${shown}${names.length > 5 ? ", …" : ""}.`,
      fix,
    );
  }
  if (positive !== undefined) {
    if (!names.includes(positive)) {
      throw new MillwrightError(
        "MODELING_TARGET_POSITIVE",
        `target "${target}" never holds "${positive}", only ${shown}.`,
        didYouMean(positive, names),
      );
    }
    return [names.find((name) => name !== positive) ?? "", positive];
  }
  const pair = obviousPairs.find((known) => names.every((name) => known.includes(name.toLowerCase())));
  const [negative, found] = (pair ?? []).map((side) => names.find((name) => name.toLowerCase() === side));
  if (negative !== undefined && found !== undefined) return [negative, found];
  throw new MillwrightError(
    "MODELING_TARGET_POSITIVE",
    `target "${target}" holds ${shown}, and nothing says which is positive.`,
    `Say it: binary({ target: "${target}", positive: "${names.at(-1) ?? ""}" }).`,
  );
}

/** @throws MODELING_TARGET_ONE_CLASS */
function refuseOneClass(target: string, values: Float64Array, only: (row: number) => string): void {
  if (values.some((value) => value !== values[0])) return;
  throw new MillwrightError(
    "MODELING_TARGET_ONE_CLASS",
    `target "${target}" is "${only(0)}" in all ${values.length} rows.`,
    "Add rows of the other class, or check the filter and the split that made these rows.",
  );
}

function truthOfCategory(target: string, column: Column, rows: number, positive: string | undefined): Truth {
  const labels = Array.from({ length: rows }, (_, row) => className(column, row));
  const names = [...new Set(labels)].sort();
  if (names.length === 1) refuseOneClass(target, new Float64Array(rows), () => names[0] ?? "");
  const classes = sides(target, names, positive);
  return { values: Float64Array.from(labels, (label) => (label === classes[1] ? 1 : 0)), classes };
}

function readTruth(table: Table, { target, positive }: BinarySettings<string>): Truth {
  const column = targetColumn(table, target);
  if (column.kind === "category") return truthOfCategory(target, column, table.rows, positive);
  if (column.kind === "text" || column.kind === "timestamp") refuseKind(target, column, "binary", "boolean, number (0 or 1), category");
  const values = Float64Array.from(column.values);
  refuseRows(
    "MODELING_TARGET_NOT_BINARY",
    target,
    table.rows,
    (row) => values[row] !== 0 && values[row] !== 1,
    "is neither 0 nor 1",
    "Use regression({ target }) for quantities, multiclass({ target }) for more classes, or derive a column of 0 and 1.",
  );
  refuseOneClass(target, values, (row) => className(column, row));
  return { values, classes: column.kind === "boolean" ? ["false", "true"] : ["0", "1"] };
}

/**
 * Yes or no: a prediction is P(positive) in [0, 1]. The primary metric is ROC AUC unless told, because it needs neither a
 * threshold nor calibration; put `averagePrecision` first where positives are rare and each alert costs.
 * @returns a task whose `truth` throws MODELING_TARGET_EMPTY, _MISSING, _KIND, _NOT_BINARY, _POSITIVE or _ONE_CLASS.
 * @throws MODELING_TASK_WRONG, MODELING_SETTING_INVALID
 * @example binary({ target: "fraud", metrics: [averagePrecision, rocAuc] });
 */
export function binary<const Target extends string>(settings: BinarySettings<Target>): Task<Target, never> {
  const defaults = [rocAuc, averagePrecision, logLoss, brier, expectedCalibrationError()];
  return {
    kind: "binary",
    target: settings.target,
    metrics: taskMetrics("binary", settings.metrics ?? defaults),
    ...(settings.weight === undefined ? {} : { weight: settings.weight }),
    truth: (table) => readTruth(table, settings),
  };
}
