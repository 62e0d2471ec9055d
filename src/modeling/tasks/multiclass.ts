import type { Column, Table } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { accuracy } from "../metrics/accuracy.ts";
import { logLoss } from "../metrics/log-loss.ts";
import { macroAccuracy } from "../metrics/macro-accuracy.ts";
import { macroF1 } from "../metrics/macro-f1.ts";
import type { Metric } from "../metrics/metric.ts";
import { topKAccuracy } from "../metrics/top-k-accuracy.ts";
import { className, refuseKind, refuseRows, targetColumn } from "./target-problems.ts";
import type { Task, Truth } from "./task.ts";
import { taskMetrics } from "./task-metrics.ts";

/** More classes than this are hardly ever classes. */
const MOST_CLASSES = 1000;

/** Settings of `multiclass`. */
export interface MulticlassSettings<Target extends string> {
  /** Category, boolean or whole number. */
  readonly target: Target;
  /** First is primary; accuracy, macro accuracy, macro F1, log loss and top-3 accuracy unless told. */
  readonly metrics?: readonly Metric[];
  /** Names of all classes in their order; those that the rows hold, sorted, unless told. */
  readonly classes?: readonly string[];
  /** Weight of each row when it is judged. */
  readonly weight?: (table: Table) => Float64Array;
}

/** Names in the order of their codes: numbers by value, others by code unit. */
function sortedNames(column: Column, labels: readonly string[]): string[] {
  const names = [...new Set(labels)];
  return column.kind === "number" ? names.sort((a, b) => Number(a) - Number(b)) : names.sort();
}

function refuseCount(target: string, names: readonly string[], rows: number): void {
  if (names.length === 1) {
    throw new MillwrightError(
      "MODELING_TARGET_ONE_CLASS",
      `target "${target}" is "${names[0]}" in all ${rows} rows.`,
      "Add rows of other classes, or check the filter and the split that made these rows.",
    );
  }
  if (names.length <= MOST_CLASSES) return;
  throw new MillwrightError(
    "MODELING_TARGET_TOO_MANY_CLASSES",
    `target "${target}" has ${names.length} different values in ${rows} rows; at most ${MOST_CLASSES} classes are learned.`,
    "Is it an identifier, or a quantity (then use regression)? Otherwise put rare classes together in one column value.",
  );
}

function readTruth(table: Table, { target, classes }: MulticlassSettings<string>): Truth {
  const column = targetColumn(table, target);
  if (column.kind === "text" || column.kind === "timestamp") refuseKind(target, column, "multiclass", "category, boolean, whole number");
  if (column.kind === "number") {
    refuseRows(
      "MODELING_TARGET_KIND",
      target,
      table.rows,
      (row) => !Number.isInteger(column.values[row]),
      "is not a whole number",
      "Use regression({ target }) for quantities.",
    );
  }
  const labels = Array.from({ length: table.rows }, (_, row) => className(column, row));
  const names = classes ?? sortedNames(column, labels);
  if (classes === undefined) refuseCount(target, names, table.rows);
  const codes = new Map(names.map((name, code) => [name, code]));
  const values = Float64Array.from(labels, (label, row) => {
    const code = codes.get(label);
    if (code !== undefined) return code;
    throw new MillwrightError("MODELING_TARGET_CLASS_UNKNOWN", `target "${target}" is "${label}" in row ${row}.`, didYouMean(label, names));
  });
  return { values, classes: names };
}

/**
 * One of several classes: a prediction is a probability for each, which sum to 1.
 * @returns a task whose `truth` throws MODELING_TARGET_EMPTY, _MISSING, _KIND, _ONE_CLASS, _TOO_MANY_CLASSES or _CLASS_UNKNOWN.
 * @throws MODELING_TASK_WRONG, MODELING_SETTING_INVALID
 * @example multiclass({ target: "language", metrics: [macroAccuracy] });
 */
export function multiclass<const Target extends string>(settings: MulticlassSettings<Target>): Task<Target, never> {
  const { classes } = settings;
  if (classes !== undefined && (classes.length < 2 || new Set(classes).size !== classes.length)) {
    throw new MillwrightError("MODELING_SETTING_INVALID", `classes is [${classes.join(", ")}].`, "Name at least two classes, each once.");
  }
  const defaults = [accuracy, macroAccuracy, macroF1, logLoss, topKAccuracy({ k: 3 })];
  return {
    kind: "multiclass",
    target: settings.target,
    metrics: taskMetrics("multiclass", settings.metrics ?? defaults),
    ...(settings.weight === undefined ? {} : { weight: settings.weight }),
    truth: (table) => readTruth(table, settings),
  };
}
