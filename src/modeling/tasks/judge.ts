import type { Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { Judged } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";
import type { Task, TaskShape, Truth } from "./task.ts";

/** What learners are told about a task with these classes. */
export function shapeOf(task: Task, truth: Truth): TaskShape {
  return { kind: task.kind, classes: truth.classes.length };
}

/** The task's weights of rows, checked; undefined where every row counts the same. @throws MODELING_WEIGHT_INVALID, MODELING_ROWS_DIFFER */
function weightsOf(task: Task, table: Table): Float64Array | undefined {
  const weight = task.weight?.(table);
  if (weight === undefined) return undefined;
  if (weight.length !== table.rows) {
    throw new MillwrightError(
      "MODELING_ROWS_DIFFER",
      `the task's weight gives ${weight.length} numbers for ${table.rows} rows.`,
      "Return one number per row.",
    );
  }
  const bad = weight.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (bad >= 0 || weight.every((value) => value === 0)) {
    const what = bad >= 0 ? `the weight of row ${bad} is ${weight[bad]}` : "every weight is 0";
    throw new MillwrightError("MODELING_WEIGHT_INVALID", `${what}.`, "Return finite numbers that are not negative, and not all 0.");
  }
  return weight;
}

/**
 * Puts predictions beside the truth, ready for `evaluate`.
 * @param truth - of the same rows as `table` and `prediction`, with the classes that the model learned.
 * @throws MODELING_ROWS_DIFFER, MODELING_WEIGHT_INVALID
 * @example const judged = judge(task, table, task.truth(table), model.predict(features));
 */
export function judge(task: Task, table: Table, truth: Truth, prediction: Prediction): Judged {
  const weight = weightsOf(task, table);
  return { prediction, truth: truth.values, table, classes: truth.classes, ...(weight === undefined ? {} : { weight }) };
}
