import {
  type ColumnProfile,
  checkContract,
  checkLeaks,
  type DerivationState,
  deriveHistory,
  groupCodes,
  type LeakFinding,
  learnDerivations,
  profileTable,
  type RowSchema,
  rowSchemaOf,
  type Source,
  type Split,
  type Table,
} from "../data/index.ts";
import { hasClasses, type Task, type TaskShape, type Truth } from "../modeling/index.ts";
import type { AnySystem } from "../system/index.ts";
import type { MillEvent } from "./events.ts";
import { checkQueriesWhole, sideBySide } from "./rows-by-query.ts";

/** Rows with their truth. */
export interface LabelledRows {
  readonly table: Table;
  readonly truth: Float64Array;
  /** Weight of each row when predictions are judged; 1 where absent. */
  readonly weight?: Float64Array;
  /** Ranking: the query of each row; rows of one query are side by side. */
  readonly group?: Int32Array;
}

/** Data that have passed the contract, with derived columns, divided. */
export interface PreparedData {
  readonly schema: RowSchema;
  readonly fingerprint: string;
  readonly ignored: readonly string[];
  readonly rows: number;
  /** Size of all rows in memory. */
  readonly megabytes: number;
  readonly split: Split;
  readonly classes: readonly string[];
  readonly shape: TaskShape;
  readonly leaks: readonly LeakFinding[];
  readonly profile: readonly ColumnProfile[];
  readonly all: Table;
  /** What derived columns have learned from the training rows. */
  readonly derived: DerivationState;
  /** Of all rows. */
  readonly truth: Truth;
  readonly train: LabelledRows;
  readonly validation: LabelledRows;
  readonly test: LabelledRows;
  readonly final: LabelledRows;
}

/** Some rows of a table with their truth; where queries are ranked, the rows of each side by side. */
export function labelledRows(system: AnySystem, table: Table, truth: Truth, chosen: Int32Array): LabelledRows {
  const { query, weight: weigh } = system.modeling.task;
  const codes = query === undefined ? undefined : groupCodes(table, query).codes;
  const rows = codes === undefined ? chosen : sideBySide(chosen, codes);
  const part = table.take(rows);
  const values = Float64Array.from(rows, (row) => truth.values[row] ?? Number.NaN);
  const weight = weigh?.(part);
  return {
    table: part,
    truth: values,
    ...(weight === undefined ? {} : { weight }),
    ...(codes === undefined ? {} : { group: rows.map((row) => codes[row] ?? -1) }),
  };
}

/** What learners are told of the task. */
function shapeFor({ kind, gain }: Task, { classes }: Truth): TaskShape {
  return { kind, classes: classes.length, ...(gain === undefined ? {} : { gain }) };
}

/** Bytes that a table takes in memory, about. */
export function bytesOf(table: Table): number {
  return [...table.columns.values()].reduce((sum, column) => {
    if (column.kind === "text") return sum + column.values.reduce((bytes, text) => bytes + 16 + 2 * (text?.length ?? 0), 0);
    return sum + (column.kind === "category" ? column.codes : column.values).byteLength;
  }, 0);
}

/** Profiles may show columns of persons as numbers only, never their values. */
export function withoutPersons(profile: readonly ColumnProfile[], schema: RowSchema): ColumnProfile[] {
  const personal = new Set(schema.columns.filter((column) => column.personal !== undefined).map((column) => column.name));
  return profile.map((one) => {
    if (!personal.has(one.name)) return one;
    const { top: _, ...rest } = one;
    return rest;
  });
}

/** Reads the source and takes it through contract, history, split, leak checks and profile. */
export async function prepareData(
  system: AnySystem,
  source: Source,
  context: { seed: number; signal?: AbortSignal; onEvent: (event: MillEvent) => void },
): Promise<PreparedData> {
  const { seed, signal, onEvent } = context;
  onEvent({ type: "stage", stage: "data", title: `reading ${source.description}` });
  const schema = rowSchemaOf(system.row);
  const read = await source.read(schema, {
    seed,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (rows) => onEvent({ type: "progress", what: "rows", step: rows, steps: 0, values: {} }),
  });
  checkContract(read.table, schema);
  const known = deriveHistory(read.table, system.data.history ?? {});
  const { task } = system.modeling;
  const truth = task.truth(known);
  const split = system.data.split.divide(known, seed);
  if (task.query !== undefined) checkQueriesWhole(known, split, task.query);
  const derivations = learnDerivations(known.take(split.train), system.data.derived ?? {}, task.query);
  const all = derivations.derive(known);
  onEvent({ type: "data", source: source.description, simulated: source.simulated, rows: all.rows, fingerprint: read.fingerprint });
  const leaks = checkLeaks(all, split, { target: task.target, ignore: system.data.trainingOnly ?? [] });
  const train = labelledRows(system, all, truth, split.train);
  const profile = withoutPersons(
    profileTable(train.table, { values: train.truth, kind: hasClasses(task.kind) ? (task.kind as "binary" | "multiclass") : "regression" }),
    schema,
  );
  return {
    schema,
    fingerprint: read.fingerprint,
    ignored: read.ignored,
    rows: all.rows,
    megabytes: bytesOf(all) / 1e6,
    split,
    classes: truth.classes,
    shape: shapeFor(task, truth),
    leaks,
    profile,
    derived: derivations.save(),
    all,
    truth,
    train,
    validation: labelledRows(system, all, truth, split.validation),
    test: labelledRows(system, all, truth, split.test),
    final: labelledRows(system, all, truth, split.final),
  };
}
