import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Table } from "../../src/data/index.ts";
import { type DenseMatrix, takeRows } from "../../src/kernels/index.ts";
import {
  accuracy,
  averagePrecision,
  cardPrecisionAtK,
  type Examples,
  type Judged,
  type Metric,
  ndcgAtK,
  rmse,
  rocAuc,
  type TaskShape,
} from "../../src/modeling/index.ts";

/** What bench/peers/tree_sets.py says of a set. */
interface Meta {
  readonly name: string;
  readonly task: "binary" | "multiclass" | "regression" | "count" | "ranking";
  readonly metric: "average_precision" | "rmse" | "accuracy" | "roc_auc" | "ndcg_at_10";
  readonly categories: readonly number[];
  readonly classes: number;
  readonly folds: number;
  readonly negativeWeight: number;
}

/** A published set as one matrix, with the rows of its splits. */
export interface PublishedSet extends Meta {
  readonly folder: string;
  readonly features: DenseMatrix;
  readonly truth: Float64Array;
  readonly query?: Int32Array;
  readonly card?: Int32Array;
  readonly day?: Int32Array;
}

/** The folds by number, or the published test split. */
export type SplitName = number | "test";

function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** Reads what bench/peers/tree_sets.py wrote. */
export function readSet(folder: string): PublishedSet {
  const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as Meta;
  const truth = new Float64Array(bytesOf(join(folder, "y.f64")));
  const codes = (name: string): object => {
    const path = join(folder, `${name}.i32`);
    return existsSync(path) ? { [name]: new Int32Array(bytesOf(path)) } : {};
  };
  const values = new Float32Array(bytesOf(join(folder, "x.f32")));
  const features = { rows: truth.length, columns: meta.categories.length, values };
  return { ...meta, folder, features, truth, ...codes("query"), ...codes("card"), ...codes("day") };
}

/** Rows of a split, in the order in which peers learn from and predict them. */
export function splitRows(set: PublishedSet, split: SplitName): { readonly learn: Int32Array; readonly judge: Int32Array } {
  const rows = (part: string): Int32Array => new Int32Array(bytesOf(join(set.folder, `${split}.${part}.i32`)));
  return { learn: rows("learn"), judge: rows("judge") };
}

/** What our learners are told the task is. */
export function shapeOfSet({ task, classes }: PublishedSet): TaskShape {
  if (task === "binary") return { kind: "binary", classes: 2 };
  return task === "multiclass" ? { kind: "multiclass", classes } : { kind: "regression", classes: 0 };
}

/** Some rows as examples; with `native` their category columns are declared, else all columns are numbers. */
export function examplesOf(set: PublishedSet, rows: Int32Array, native: boolean): Examples {
  const { dense } = takeRows({ rows: set.features.rows, dense: set.features }, rows);
  const plain = dense as DenseMatrix;
  const marked = native && set.categories.some((codes) => codes > 0) ? { ...plain, categories: Int32Array.from(set.categories) } : plain;
  const { query } = set;
  return {
    features: { rows: rows.length, dense: marked },
    truth: Float64Array.from(rows, (row) => set.truth[row] ?? Number.NaN),
    ...(query === undefined ? {} : { group: Int32Array.from(rows, (row) => query[row] ?? 0) }),
  };
}

const primary: Readonly<Record<Meta["metric"], Metric>> = {
  average_precision: averagePrecision,
  rmse,
  accuracy,
  roc_auc: rocAuc,
  ndcg_at_10: ndcgAtK({ query: "query", k: 10 }),
};

/** The metrics of a set, the one that settings are chosen by first. */
export function metricsOf(set: PublishedSet): Metric[] {
  const cards = set.card === undefined ? [] : [cardPrecisionAtK({ entity: "card", time: "day", k: 100 })];
  return [primary[set.metric], ...cards];
}

/** Predictions [rows, width] beside the truth of the rows that were judged. */
export function judgedOf(set: PublishedSet, rows: Int32Array, values: Float64Array): Judged {
  const truth = Float64Array.from(rows, (row) => set.truth[row] ?? Number.NaN);
  const names = ["query", "card", "day"] as const;
  const columns = names.flatMap((name) => {
    const codes = set[name];
    return codes === undefined ? [] : [[name, { kind: "number", values: Float64Array.from(rows, (row) => codes[row] ?? 0) }] as const];
  });
  const table = new Table("judged", new Map([...columns, ["row", { kind: "number", values: Float64Array.from(rows) }]]));
  const classes =
    set.task === "multiclass" ? Array.from({ length: set.classes }, (_, code) => String(code)) : set.task === "binary" ? ["0", "1"] : [];
  const weight = set.negativeWeight === 1 ? {} : { weight: truth.map((label) => (label === 1 ? 1 : set.negativeWeight)) };
  return { prediction: { rows: rows.length, width: values.length / rows.length, values }, truth, table, classes, ...weight };
}
