import type { Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { mae } from "../metrics/mae.ts";
import { mape } from "../metrics/mape.ts";
import type { Metric } from "../metrics/metric.ts";
import { rSquared } from "../metrics/r-squared.ts";
import { rmse } from "../metrics/rmse.ts";
import { rmsle } from "../metrics/rmsle.ts";
import { refuseKind, refuseRows, targetColumn } from "./target-problems.ts";
import type { Task, Truth } from "./task.ts";
import { taskMetrics } from "./task-metrics.ts";

/** Settings of `regression`. */
export interface RegressionSettings<Target extends string> {
  /** A number column. */
  readonly target: Target;
  /** First is primary; RMSE, MAE, R² and MAPE unless told, with RMSLE before them for `transform: "log"`. */
  readonly metrics?: readonly Metric[];
  /** "log": errors are relative, so no truth may be negative; candidates then learn log(1 + y) with `logTarget`. */
  readonly transform?: "none" | "log";
  /** Weight of each row when it is judged. */
  readonly weight?: (table: Table) => Float64Array;
}

function readTruth(table: Table, { target, transform }: RegressionSettings<string>): Truth {
  const column = targetColumn(table, target);
  if (column.kind !== "number") return refuseKind(target, column, "regression", "number");
  const { values } = column;
  const refuse = (
    code: "MODELING_TARGET_NOT_FINITE" | "MODELING_TARGET_NEGATIVE",
    bad: (value: number) => boolean,
    what: string,
    fix: string,
  ): void => refuseRows(code, target, table.rows, (row) => bad(values[row] ?? 0), what, fix);
  refuse("MODELING_TARGET_NOT_FINITE", (value) => !Number.isFinite(value), "is infinite", "Correct or drop these rows.");
  if (transform === "log") {
    refuse("MODELING_TARGET_NEGATIVE", (value) => value < 0, "is negative", 'Correct these rows, or leave out transform: "log".');
  }
  if (values.every((value) => value === values[0])) {
    throw new MillwrightError(
      "MODELING_TARGET_ONE_VALUE",
      `target "${target}" is ${values[0]} in all ${table.rows} rows.`,
      "Check the filter and the split that made these rows.",
    );
  }
  return { values, classes: [] };
}

/**
 * A quantity: a prediction is a number in the target's unit.
 * @returns a task whose `truth` throws MODELING_TARGET_EMPTY, _MISSING, _KIND, _NOT_FINITE, _NEGATIVE or _ONE_VALUE.
 * @throws MODELING_TASK_WRONG, MODELING_SETTING_INVALID
 * @example regression({ target: "price", transform: "log" });
 */
export function regression<const Target extends string>(settings: RegressionSettings<Target>): Task<Target, never> {
  const defaults = settings.transform === "log" ? [rmsle, rmse, mae, rSquared, mape] : [rmse, mae, rSquared, mape];
  return {
    kind: "regression",
    target: settings.target,
    metrics: taskMetrics("regression", settings.metrics ?? defaults),
    ...(settings.weight === undefined ? {} : { weight: settings.weight }),
    truth: (table) => readTruth(table, settings),
  };
}
