import { MillwrightError } from "../../errors/index.ts";
import { padSequences, writeLetters, writeWords } from "../../kernels/index.ts";
import type { Tensor } from "../../onnx/index.ts";
import type { Table } from "../tables/table.ts";
import type { GraphInput } from "./feature.ts";

/** Text behind this many UTF-16 units is not looked at, so that one long text cannot take all memory. */
export const MAXIMUM_TEXT_UNITS = 20_000;

function refuseKind(input: GraphInput, table: Table, wanted: string): never {
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `column "${input.column}" of table "${table.name}" holds ${table.any(input.column).kind}, a feature needs ${wanted}.`,
    "Declare it so in the row schema, or use another feature.",
  );
}

/** float32 [N, 1]; booleans as 0, 1 and NaN. */
function encodeNumbers(input: GraphInput, table: Table): Tensor {
  const column = table.any(input.column);
  const shape = [table.rows, 1];
  if (column.kind === "number") return { type: "float32", shape, data: Float32Array.from(column.values) };
  if (column.kind !== "boolean") return refuseKind(input, table, "number or boolean");
  return { type: "float32", shape, data: Float32Array.from(column.values, (value) => (value === 255 ? Number.NaN : value)) };
}

/** float64 [N, 1] in milliseconds. */
function encodeTimes(input: GraphInput, table: Table): Tensor {
  const column = table.any(input.column);
  if (column.kind !== "timestamp") return refuseKind(input, table, "timestamp");
  return { type: "float64", shape: [table.rows, 1], data: column.values };
}

/** Strings of a category or text column, "" where missing. */
function stringsOf(input: GraphInput, table: Table): string[] {
  const column = table.any(input.column);
  if (column.kind === "text") return column.values.map((value) => value ?? "");
  if (column.kind !== "category") return refuseKind(input, table, "category or text");
  const strings = new Array<string>(table.rows);
  for (let row = 0; row < table.rows; row++) strings[row] = column.dictionary[column.codes[row] ?? -1] ?? "";
  return strings;
}

/** Sequences of the chunk, one behind the other; grown as needed and used again by the next call. */
let scratch = new Int32Array(4096);

function roomFor(length: number): void {
  if (scratch.length >= length) return;
  const larger = new Int32Array(Math.max(length, 2 * scratch.length));
  larger.set(scratch);
  scratch = larger;
}

/** int64 [N, longest], 0 as padding; longest is 1 at least. */
function encodeSequences(input: GraphInput, table: Table): Tensor {
  const write = input.encoding === "letters" ? writeLetters : writeWords;
  const texts = stringsOf(input, table);
  const starts = new Int32Array(texts.length + 1);
  let end = 0;
  let longest = 1;
  texts.forEach((text, row) => {
    const read = text.length > MAXIMUM_TEXT_UNITS ? text.slice(0, MAXIMUM_TEXT_UNITS) : text;
    // Lower case and composition lengthen a text threefold at the utmost.
    roomFor(end + 3 * read.length + 2);
    const next = write(read, scratch, end);
    longest = Math.max(longest, next - end);
    end = next;
    starts[row + 1] = end;
  });
  const data = new BigInt64Array(texts.length * longest);
  padSequences(scratch, starts, longest, new Int32Array(data.buffer));
  return { type: "int64", shape: [texts.length, longest], data };
}

function encodeInput(input: GraphInput, table: Table): Tensor {
  switch (input.encoding) {
    case "number":
      return encodeNumbers(input, table);
    case "timestamp":
      return encodeTimes(input, table);
    case "string":
      return { type: "string", shape: [table.rows, 1], data: stringsOf(input, table) };
    case "letters":
    case "words":
      return encodeSequences(input, table);
  }
}

/**
 * A table's columns as the tensors that a graph of features takes, by the inputs' names.
 * @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 * @example await session.run(encodeInputs(fitted.inputs, table))
 */
export function encodeInputs(inputs: readonly GraphInput[], table: Table): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  for (const input of inputs) tensors[input.name] = encodeInput(input, table);
  return tensors;
}
