import { Table } from "../data/index.ts";
import { type Random, random } from "../kernels/index.ts";
import type { Judged, TaskShape } from "../modeling/index.ts";

/** Judged rows that a metric is tried on. */
export interface MetricCase {
  readonly name: string;
  readonly judged: Judged;
  /** The same rows with the best possible predictions; absent for metrics that do not look at the truth. */
  readonly perfect?: Judged;
  /** The rows once more behind all rows, as other units than the originals where the metric draws units; `rows` may be any. */
  readonly repeat: (judged: Judged, rows: Int32Array) => Judged;
}

const CLASSES = 4;
const CARDS = 12;

/** Cards of a few rows each, over four days. */
function tableOf(rows: number): Table {
  const card = Float64Array.from({ length: rows }, (_, row) => row % CARDS);
  const day = Float64Array.from({ length: rows }, (_, row) => Math.floor((4 * row) / rows));
  return new Table("case", { card: { kind: "number", values: card }, day: { kind: "number", values: day } });
}

/** Numbers one after the other. */
function joined(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from([...a, ...b]);
}

/** Rows by number of a row-major array. */
function rowsOf(values: Float64Array, rows: Int32Array, width: number): Float64Array {
  return Float64Array.from(
    { length: rows.length * width },
    (_, at) => values[(rows[Math.floor(at / width)] ?? 0) * width + (at % width)] ?? 0,
  );
}

function repeat(judged: Judged, rows: Int32Array): Judged {
  const { prediction, truth, table, classes } = judged;
  const extended = (values: Float64Array): Float64Array => joined(values, rowsOf(values, rows, 1));
  const card = table.column("card", "number").values;
  const day = table.column("day", "number").values;
  return {
    truth: extended(truth),
    classes,
    table: new Table("case", {
      card: {
        kind: "number",
        values: joined(
          card,
          rowsOf(card, rows, 1).map((value) => value + CARDS),
        ),
      },
      day: { kind: "number", values: extended(day) },
    }),
    prediction: {
      rows: prediction.rows + rows.length,
      width: prediction.width,
      values: joined(prediction.values, rowsOf(prediction.values, rows, prediction.width)),
      ...(prediction.low === undefined ? {} : { low: extended(prediction.low) }),
      ...(prediction.high === undefined ? {} : { high: extended(prediction.high) }),
    },
  };
}

function binaryCase(rows: number, steps: number, stream: Random): MetricCase {
  const truth = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0));
  const values = truth.map((label) => Math.round(steps * Math.min(1, Math.max(0, 0.5 * stream.next() + 0.4 * label))) / steps);
  const judged = { truth, prediction: { rows, width: 1, values }, table: tableOf(rows), classes: ["no", "yes"] };
  return {
    name: `${rows} binary rows with ${steps} scores`,
    judged,
    perfect: { ...judged, prediction: { rows, width: 1, values: truth } },
    repeat,
  };
}

function multiclassCase(rows: number, stream: Random): MetricCase {
  const truth = Float64Array.from({ length: rows }, (_, row) => row % CLASSES);
  const values = new Float64Array(rows * CLASSES);
  const perfect = new Float64Array(rows * CLASSES);
  truth.forEach((code, row) => {
    const scores = Array.from({ length: CLASSES }, (_, k) => Math.ceil(4 * stream.next()) + (k === code ? 2 : 0));
    const sum = scores.reduce((total, score) => total + score, 0);
    scores.forEach((score, k) => {
      values[row * CLASSES + k] = score / sum;
    });
    perfect[row * CLASSES + code] = 1;
  });
  const classes = Array.from({ length: CLASSES }, (_, k) => `class ${k}`);
  const judged = { truth, prediction: { rows, width: CLASSES, values }, table: tableOf(rows), classes };
  return {
    name: `${rows} rows of ${CLASSES} classes`,
    judged,
    perfect: { ...judged, prediction: { rows, width: CLASSES, values: perfect } },
    repeat,
  };
}

function regressionCase(rows: number, stream: Random): MetricCase {
  const truth = Float64Array.from({ length: rows }, () => 1 + Math.round(50 * stream.exponential()) / 10);
  const values = truth.map((y) => y + stream.normal());
  const judged = {
    truth,
    prediction: { rows, width: 1, values, low: values.map((value) => value - 1), high: values.map((value) => value + 1) },
    table: tableOf(rows),
    classes: [],
  };
  return {
    name: `${rows} quantities`,
    judged,
    perfect: { ...judged, prediction: { rows, width: 1, values: truth, low: truth, high: truth } },
    repeat,
  };
}

/** Cases of one kind of task, with ties, for `metricContract`. */
export function metricCases(kind: TaskShape["kind"], seed = 1): readonly MetricCase[] {
  const stream = random(seed).fork(kind);
  if (kind === "binary") return [binaryCase(48, 1000, stream), binaryCase(60, 5, stream), binaryCase(2400, 200, stream)];
  return kind === "multiclass" ? [multiclassCase(60, stream)] : [regressionCase(60, stream)];
}
