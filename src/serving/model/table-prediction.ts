import { type CategoryColumn, type Cell, type Column, encodeInputs, Table } from "../../data/index.ts";
import type { Prediction } from "../../modeling/index.ts";
import type { Manifest } from "../package/manifest.ts";
import type { StandardReply } from "../reply.ts";
import type { Predictor } from "./predictor.ts";
import type { Replier } from "./replies.ts";

/** Rows of one run of the graph over a table. */
const rowsPerRun = 4096;

function append(whole: Prediction | undefined, part: Prediction, from: number, rows: number): Prediction {
  const target = whole ?? {
    rows,
    width: part.width,
    values: new Float64Array(rows * part.width),
    ...(part.low === undefined || part.high === undefined ? {} : { low: new Float64Array(rows), high: new Float64Array(rows) }),
  };
  target.values.set(part.values, from * part.width);
  if (part.low !== undefined) target.low?.set(part.low, from);
  if (part.high !== undefined) target.high?.set(part.high, from);
  return target;
}

function rowsOf(table: Table): Record<string, Cell>[] {
  return Array.from({ length: table.rows }, (_, index) => table.row(index));
}

/** Predicts a table, a slice at a time. @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND */
export async function scoreTable(
  table: Table,
  { signature, kind }: Pick<Manifest, "signature" | "kind">,
  predictor: Predictor,
): Promise<Prediction> {
  const needed = kind === "rule" ? table : table.select([...new Set(signature.inputs.map((input) => input.column))]);
  let whole: Prediction | undefined;
  for (let from = 0; from < table.rows; from += rowsPerRun) {
    const slice = needed.slice(from, from + rowsPerRun);
    const part =
      predictor.run === undefined
        ? await predictor.predict(rowsOf(slice))
        : await predictor.run(encodeInputs(signature.inputs, slice), slice.rows);
    whole = append(whole, part, from, table.rows);
  }
  return whole ?? { rows: 0, width: 1, values: new Float64Array(0) };
}

function categories(replies: readonly StandardReply[], read: (reply: StandardReply) => string | undefined): CategoryColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(replies.length).fill(-1);
  replies.forEach((reply, row) => {
    const value = read(reply);
    if (value === undefined) return;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    codes[row] = code;
  });
  return { kind: "category", codes, dictionary: [...codeOf.keys()] };
}

function numbers(replies: readonly StandardReply[], read: (reply: StandardReply) => number | undefined): Column {
  return { kind: "number", values: Float64Array.from(replies, (reply) => read(reply) ?? Number.NaN) };
}

/** Replies as columns: prediction, and those of label, confidence, low, high, decision that the task has. */
export function tableOfReplies(table: Table, prediction: Prediction, replyTo: Replier): Table {
  const replies = Array.from({ length: prediction.rows }, (_, row) => replyTo(prediction, row));
  const first = replies[0];
  const columns: Record<string, Column> = { prediction: numbers(replies, (reply) => reply.prediction) };
  if (first?.label !== undefined) columns["label"] = categories(replies, (reply) => reply.label);
  if (first?.low !== undefined) columns["low"] = numbers(replies, (reply) => reply.low);
  if (first?.high !== undefined) columns["high"] = numbers(replies, (reply) => reply.high);
  if (first?.confidence !== undefined) columns["confidence"] = numbers(replies, (reply) => reply.confidence);
  if (first?.decision !== undefined) columns["decision"] = categories(replies, (reply) => reply.decision);
  return new Table(table.name, columns);
}
