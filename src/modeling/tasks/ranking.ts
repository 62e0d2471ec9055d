import type { Table } from "../../data/index.ts";
import { meanReciprocalRank } from "../metrics/mean-reciprocal-rank.ts";
import type { Metric } from "../metrics/metric.ts";
import { ndcgAtK } from "../metrics/ndcg-at-k.ts";
import { refuseKind, refuseRows, targetColumn } from "./target-problems.ts";
import type { Task, Truth } from "./task.ts";
import { taskMetrics } from "./task-metrics.ts";

/** Settings of `ranking`. */
export interface RankingSettings<Query extends string, Target extends string> {
  /** The column that names the query: its rows are ordered among each other. */
  readonly query: Query;
  /** How good each row is for its query: a number of 0 or more, 0 for what does not help at all; or a boolean. */
  readonly target: Target;
  /** What a grade is worth: 2^grade − 1 for whole grades up to 30, or the grade itself; "exponential" unless told. */
  readonly gain?: "exponential" | "linear";
  /** First is primary; NDCG@10 and mean reciprocal rank unless told. */
  readonly metrics?: readonly Metric[];
  /** Weight of each row when it is judged; the same for all rows of a query. */
  readonly weight?: (table: Table) => Float64Array;
}

function readTruth(table: Table, target: string, gain: "exponential" | "linear"): Truth {
  const column = targetColumn(table, target);
  if (column.kind === "boolean") return { values: Float64Array.from(column.values), classes: [] };
  if (column.kind !== "number") return refuseKind(target, column, "ranking", "number, boolean");
  const { values } = column;
  refuseRows(
    "MODELING_TARGET_NOT_FINITE",
    target,
    table.rows,
    (row) => !Number.isFinite(values[row]),
    "is infinite",
    "Correct or drop these rows.",
  );
  refuseRows("MODELING_TARGET_NEGATIVE", target, table.rows, (row) => (values[row] ?? 0) < 0, "is negative", "Let the worst grade be 0.");
  const isNoGrade = (value: number): boolean => !Number.isInteger(value) || value > 30;
  if (gain === "exponential") {
    const fix = 'Use grades from 0 to 30, or gain: "linear" for amounts.';
    refuseRows("MODELING_TARGET_KIND", target, table.rows, (row) => isNoGrade(values[row] ?? 0), "is no whole grade from 0 to 30", fix);
  }
  return { values, classes: [] };
}

/**
 * An order of the candidates of each query: a prediction is a score, whose unit means nothing; only the order within a query counts.
 * Learners that rank are told which rows belong together; others learn the grade of each row by itself.
 * @returns a task whose `truth` throws MODELING_TARGET_EMPTY, _MISSING, _KIND, _NOT_FINITE or _NEGATIVE.
 * @throws MODELING_TASK_WRONG, MODELING_SETTING_INVALID
 * @see Liu (2009), "Learning to Rank for Information Retrieval", Foundations and Trends in Information Retrieval 3(3).
 * @example ranking({ query: "question", target: "votes", gain: "linear" });
 */
export function ranking<const Query extends string, const Target extends string>(
  settings: RankingSettings<Query, Target>,
): Task<Target, Query> {
  const { query, target, gain = "exponential", metrics, weight } = settings;
  return {
    kind: "ranking",
    target,
    query,
    gain,
    metrics: taskMetrics("ranking", metrics ?? [ndcgAtK({ query, k: 10, gain }), meanReciprocalRank({ query })]),
    ...(weight === undefined ? {} : { weight }),
    truth: (table) => readTruth(table, target, gain),
  };
}
