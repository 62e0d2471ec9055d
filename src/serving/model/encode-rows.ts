import { type Cell, encodeInputs, type GraphInput, Table } from "../../data/index.ts";
import type { Tensor } from "../../onnx/index.ts";
import type { CheckedRow } from "./row-check.ts";

function numberOf(cell: Cell | undefined): number {
  if (typeof cell === "number") return cell;
  return typeof cell === "boolean" ? Number(cell) : Number.NaN;
}

function stringOf(cell: Cell | undefined): string {
  if (typeof cell === "string") return cell;
  return cell === null || cell === undefined ? "" : String(cell);
}

function numbers(rows: readonly CheckedRow[], column: string): Tensor {
  const data = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) data[i] = numberOf(rows[i]?.[column]);
  return { type: "float32", shape: [rows.length, 1], data };
}

function strings(rows: readonly CheckedRow[], column: string): Tensor {
  const data = new Array<string>(rows.length);
  for (let i = 0; i < rows.length; i++) data[i] = stringOf(rows[i]?.[column]);
  return { type: "string", shape: [rows.length, 1], data };
}

function moments(rows: readonly CheckedRow[], column: string): Tensor {
  const data = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const cell = rows[i]?.[column];
    data[i] = cell instanceof Date ? cell.getTime() : Number.NaN;
  }
  return { type: "float64", shape: [rows.length, 1], data };
}

/** Texts as sequences, by the data room's definition of them. */
function sequence(rows: readonly CheckedRow[], input: GraphInput): Tensor {
  const values = rows.map((row) => stringOf(row[input.column]));
  const table = new Table("request", { [input.column]: { kind: "text", values } });
  const tensor = encodeInputs([input], table)[input.name];
  if (tensor === undefined) throw new RangeError(`input "${input.name}" was not encoded`);
  return tensor;
}

/**
 * What rows are to the graph, as `GraphInput` says; straight from the objects, because a table per request would cost more
 * than the model.
 */
export function encodeRows(rows: readonly CheckedRow[], inputs: readonly GraphInput[]): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const input of inputs) {
    const { name, column, encoding } = input;
    if (encoding === "number") feeds[name] = numbers(rows, column);
    else if (encoding === "string") feeds[name] = strings(rows, column);
    else if (encoding === "timestamp") feeds[name] = moments(rows, column);
    else feeds[name] = sequence(rows, input);
  }
  return feeds;
}

/** Code points or words of one run, padding included. */
const sequenceElements = 65_536;

/** Columns that enter as sequences, as long as the longest text of the run. */
export function sequenceColumns(inputs: readonly GraphInput[]): string[] {
  return [...new Set(inputs.filter(({ encoding }) => encoding === "letters" || encoding === "words").map(({ column }) => column))];
}

/**
 * Divides rows into runs so that one long text does not pad all others to its length.
 * @returns places of rows, by run; every row is in one.
 */
export function runsByLength(rows: readonly CheckedRow[], columns: readonly string[]): number[][] {
  const lengths = rows.map((row) => Math.max(...columns.map((column) => stringOf(row[column]).length)));
  const order = lengths.map((_, place) => place).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  const runs: number[][] = [];
  let run: number[] = [];
  for (const place of order) {
    // Ascending lengths: this row's is the run's longest.
    if (run.length > 0 && (run.length + 1) * ((lengths[place] ?? 0) + 2) > sequenceElements) {
      runs.push(run);
      run = [];
    }
    run.push(place);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
