import {
  type ColumnProfile,
  checkContract,
  checkLeaks,
  deriveHistory,
  type LeakFinding,
  profileTable,
  type RowSchema,
  rowSchemaOf,
  type Source,
  type Split,
  type Table,
} from "../data/index.ts";
import type { TaskShape, Truth } from "../modeling/index.ts";
import type { AnySystem } from "../system/index.ts";
import type { MillEvent } from "./events.ts";

/** Rows with their truth. */
export interface LabelledRows {
  readonly table: Table;
  readonly truth: Float64Array;
  /** Weight of each row when predictions are judged; 1 where absent. */
  readonly weight?: Float64Array;
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
  /** Of all rows. */
  readonly truth: Truth;
  readonly train: LabelledRows;
  readonly validation: LabelledRows;
  readonly test: LabelledRows;
  readonly final: LabelledRows;
}

/** Some rows of a table with their truth. */
export function labelledRows(system: AnySystem, table: Table, truth: Truth, rows: Int32Array): LabelledRows {
  const part = table.take(rows);
  const values = Float64Array.from(rows, (row) => truth.values[row] ?? Number.NaN);
  const weight = system.modeling.task.weight?.(part);
  return { table: part, truth: values, ...(weight === undefined ? {} : { weight }) };
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
  const all = deriveHistory(read.table, system.data.history ?? {});
  const { task } = system.modeling;
  const truth = task.truth(all);
  const split = system.data.split.divide(all, seed);
  onEvent({ type: "data", source: source.description, simulated: source.simulated, rows: all.rows, fingerprint: read.fingerprint });
  const leaks = checkLeaks(all, split, { target: task.target, ignore: system.data.trainingOnly ?? [] });
  const train = labelledRows(system, all, truth, split.train);
  const profile = withoutPersons(profileTable(train.table, { values: train.truth, kind: task.kind }), schema);
  return {
    schema,
    fingerprint: read.fingerprint,
    ignored: read.ignored,
    rows: all.rows,
    megabytes: bytesOf(all) / 1e6,
    split,
    classes: truth.classes,
    shape: { kind: task.kind, classes: truth.classes.length },
    leaks,
    profile,
    all,
    truth,
    train,
    validation: labelledRows(system, all, truth, split.validation),
    test: labelledRows(system, all, truth, split.test),
    final: labelledRows(system, all, truth, split.final),
  };
}
