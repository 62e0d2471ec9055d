import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DenseMatrix } from "../../src/kernels/index.ts";

/** Rows with their answers. */
export interface Rows {
  readonly features: DenseMatrix;
  readonly truth: Float64Array;
  /** Ranking: documents of each query, in the order of the rows. */
  readonly querySizes?: Int32Array;
}

/** A learning problem that all sides get: rows to learn from and rows to judge on. */
export interface Problem {
  readonly name: string;
  readonly objective: "binary" | "ranking";
  readonly train: Rows;
  readonly test: Rows;
  /** Number of codes of each column, 0 where it holds numbers. */
  readonly categories?: Int32Array;
}

function writeRows(folder: string, part: string, { features, truth, querySizes }: Rows): void {
  const bytes = (values: NodeJS.TypedArray): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  writeFileSync(join(folder, `${part}.x.f32`), bytes(features.values));
  writeFileSync(join(folder, `${part}.y.f64`), bytes(truth));
  if (querySizes !== undefined) writeFileSync(join(folder, `${part}.queries.i32`), bytes(querySizes));
}

/** Writes a problem where the peers and child processes read it. */
export function writeProblem(folder: string, problem: Problem): void {
  mkdirSync(folder, { recursive: true });
  const { columns } = problem.train.features;
  const meta = { objective: problem.objective, columns, categories: [...(problem.categories ?? new Int32Array(columns))] };
  writeFileSync(join(folder, "meta.json"), JSON.stringify(meta));
  writeRows(folder, "train", problem.train);
  writeRows(folder, "test", problem.test);
}

function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return byteLength === buffer.byteLength ? (buffer as ArrayBuffer) : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}

/** Reads the rows to learn from of a written problem. */
export function readProblem(folder: string): Pick<Problem, "objective" | "train" | "categories"> {
  const text = readFileSync(join(folder, "meta.json"), "utf8");
  const { objective, columns, categories } = JSON.parse(text) as Pick<Problem, "objective"> & { columns: number; categories: number[] };
  const truth = new Float64Array(bytesOf(join(folder, "train.y.f64")));
  const features = { rows: truth.length, columns, values: new Float32Array(bytesOf(join(folder, "train.x.f32"))) };
  const coded = categories.some((codes) => codes > 0) ? { categories: Int32Array.from(categories) } : {};
  return { objective, train: { features, truth }, ...coded };
}

/** Cuts rows in two at `first`. */
export function cutRows(values: Float32Array, truth: Float64Array, columns: number, first: number): { train: Rows; test: Rows } {
  const rows = truth.length;
  const part = (begin: number, end: number): Rows => ({
    features: { rows: end - begin, columns, values: values.subarray(begin * columns, end * columns) },
    truth: truth.slice(begin, end),
  });
  return { train: part(0, first), test: part(first, rows) };
}
