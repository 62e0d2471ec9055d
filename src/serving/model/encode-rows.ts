import type { Cell, GraphInput } from "../../data/index.ts";
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

/**
 * What rows are to the graph, as `GraphInput` says; straight from the objects, because a table per request would cost more
 * than the model.
 * @param letters - encodes texts as code points, the data room's definition of it.
 */
export function encodeRows(
  rows: readonly CheckedRow[],
  inputs: readonly GraphInput[],
  letters: (texts: readonly string[]) => Tensor,
): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const { name, column, encoding } of inputs) {
    if (encoding === "number") feeds[name] = numbers(rows, column);
    else if (encoding === "string") feeds[name] = strings(rows, column);
    else if (encoding === "timestamp") feeds[name] = moments(rows, column);
    else feeds[name] = letters(rows.map((row) => stringOf(row[column])));
  }
  return feeds;
}
