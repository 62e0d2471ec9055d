import type { InspectedFile } from "./inspect-file.ts";
import { type LeftOut, type PlannedColumn, planColumns } from "./plan-columns.ts";
import { type PlannedTask, planTask } from "./plan-task.ts";

/** How rows are divided. */
export type PlannedSplit =
  | { readonly kind: "time"; readonly column: string }
  | { readonly kind: "grouped"; readonly column: string }
  | { readonly kind: "stratified" }
  | { readonly kind: "random" };

/** Everything that is decided about a new system before a line of it is written. */
export interface SystemPlan {
  readonly target: PlannedColumn;
  readonly task: PlannedTask;
  /** Columns that models read; without target and group names. */
  readonly inputs: readonly PlannedColumn[];
  /** Columns of the row, in the file's order. */
  readonly row: readonly PlannedColumn[];
  readonly leftOut: readonly LeftOut[];
  readonly split: PlannedSplit;
  /** The column whose values tell most about the target, for a rule that a person could keep on paper. */
  readonly rule?: PlannedColumn;
  /** Columns of few values on which quality is reported. */
  readonly slices: readonly PlannedColumn[];
  readonly rows: number;
}

/** Shares of the target's variance below this are no rule. */
const leastExplained = 0.01;

/** A target is read as what its task needs. */
function targetColumn(column: PlannedColumn, task: PlannedTask): PlannedColumn {
  if (task.kind === "regression") return { ...column, kind: "number", nullable: false };
  if (task.kind === "binary" && task.positive === undefined) return { ...column, kind: "boolean", nullable: false };
  return { ...column, kind: "category", nullable: false };
}

function splitOf(columns: readonly PlannedColumn[], task: PlannedTask, rows: number): PlannedSplit {
  const times = columns.filter(
    (column) => column.kind === "timestamp" && column.inspected.missing === 0 && column.inspected.distinct >= 20,
  );
  const [time, ...moreTimes] = times;
  if (time !== undefined && moreTimes.length === 0) return { kind: "time", column: time.name };
  const group = columns.find(
    (column) => column.names && column.inspected.missing === 0 && column.inspected.distinct >= 20 && column.inspected.distinct < 0.6 * rows,
  );
  if (group !== undefined) return { kind: "grouped", column: group.name };
  return { kind: task.kind === "regression" ? "random" : "stratified" };
}

/**
 * Decides how a file becomes a system: columns, task, split, rule and slices.
 * @throws CLI_TARGET_UNFIT
 */
export function planSystem(file: InspectedFile, target: string): SystemPlan {
  const { used, leftOut } = planColumns(file, target);
  const found = used.find(({ name }) => name === target);
  if (found === undefined) throw new TypeError(`the columns of the plan lack "${target}"`);
  const task = planTask(found.inspected, file.rows);
  const others = used.filter(({ name }) => name !== target);
  const split = splitOf(others, task, file.rows);
  const grouping = split.kind === "grouped" ? split.column : undefined;
  const namesOnly = others.filter((column) => column.names && column.name !== grouping);
  const kept = others.filter((column) => !namesOnly.includes(column));
  const inputs = kept.filter((column) => column.name !== grouping);
  const few = inputs.filter((column) => column.kind === "category" || column.kind === "boolean");
  const [rule] = [...few]
    .sort((a, b) => b.inspected.explains - a.inspected.explains)
    .filter((column) => column.inspected.explains >= leastExplained);
  const rowNames = new Set([...kept.map(({ name }) => name), target]);
  return {
    target: targetColumn(found, task),
    task,
    inputs,
    row: used.filter(({ name }) => rowNames.has(name)).map((column) => (column.name === target ? targetColumn(column, task) : column)),
    leftOut: [
      ...leftOut,
      ...namesOnly.map(({ name }) => ({ name, why: "it names single things, which a model would only learn by heart" })),
    ],
    split,
    ...(rule === undefined ? {} : { rule }),
    slices: few.filter(({ inspected }) => inspected.distinct >= 2 && inspected.distinct <= 8).slice(0, 2),
    rows: file.rows,
  };
}
