import type { Tensor } from "../../../onnx/index.ts";

/** Examples as columns: row-major arrays, one row per example. */
export interface TrainingData {
  readonly rows: number;
  /** By the network's inputs' names, and "target". */
  readonly columns: Readonly<Record<string, Tensor>>;
  /** Importance of each row, length rows, relative to their mean; 1 unless told. */
  readonly weight?: Float32Array;
}

/** The columns as a program's feeds. */
export function feedsOf({ rows, columns, weight }: TrainingData): Record<string, Tensor> {
  const feeds = Object.fromEntries(Object.entries(columns).map(([name, column]) => [`data.${name}`, column]));
  const mean = weight === undefined ? 1 : weight.reduce((sum, value) => sum + value, 0) / rows;
  const relative = weight?.map((value) => value / mean) ?? new Float32Array(rows).fill(1);
  return { ...feeds, "data.weight": { type: "float32", shape: [rows], data: relative } };
}
