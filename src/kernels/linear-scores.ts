import type { FeatureMatrix } from "./matrix.ts";

/** A linear model's numbers, as `LinearCoefficients` of modeling has them. */
interface ScoreTable {
  readonly outputs: number;
  readonly dense?: { readonly columns: number; readonly centre: Float32Array; readonly weight: Float64Array };
  readonly sparse?: {
    readonly width: number;
    readonly original: Int32Array;
    readonly weight: Float32Array;
    readonly unknown?: Float32Array;
  };
  readonly intercept: Float64Array;
}

function addDense(table: NonNullable<ScoreTable["dense"]>, outputs: number, x: Float32Array, rows: number, scores: Float64Array): void {
  const { columns, centre, weight } = table;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = x[i * columns + j]! - centre[j]!;
      for (let k = 0; k < outputs; k++) scores[i * outputs + k]! += value * weight[j * outputs + k]!;
    }
  }
}

function addSparse(table: NonNullable<ScoreTable["sparse"]>, outputs: number, features: FeatureMatrix, scores: Float64Array): void {
  const { sparse } = features;
  if (sparse === undefined) return;
  const { weight, unknown } = table;
  const places = new Int32Array(table.width).fill(-1);
  for (let p = 0; p < table.original.length; p++) places[table.original[p]!] = p;
  for (let i = 0; i < features.rows; i++) {
    for (let k = sparse.rowStart[i]!; k < sparse.rowStart[i + 1]!; k++) {
      const value = sparse.value[k]!;
      const place = places[sparse.index[k]!]!;
      if (place >= 0) for (let o = 0; o < outputs; o++) scores[i * outputs + o]! += value * weight[place * outputs + o]!;
      else if (unknown !== undefined) for (let o = 0; o < outputs; o++) scores[i * outputs + o]! += value * unknown[o]!;
    }
  }
}

/** Scores of rows, [rows, outputs]. */
export function linearScores(table: ScoreTable, features: FeatureMatrix): Float64Array {
  const { outputs } = table;
  const scores = new Float64Array(features.rows * outputs);
  for (let i = 0; i < features.rows; i++) scores.set(table.intercept, i * outputs);
  if (table.dense !== undefined && features.dense !== undefined)
    addDense(table.dense, outputs, features.dense.values, features.rows, scores);
  if (table.sparse !== undefined) addSparse(table.sparse, outputs, features, scores);
  return scores;
}

/** score → 1 / (1 + e^−score) */
export function sigmoidInPlace(scores: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    const z = scores[i]!;
    const e = Math.exp(-Math.abs(z));
    scores[i] = z >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}

/** Rows of `outputs` scores → probabilities that sum to 1. */
export function softmaxInPlace(scores: Float64Array, outputs: number): void {
  for (let first = 0; first < scores.length; first += outputs) {
    let top = -Infinity;
    for (let k = 0; k < outputs; k++) top = Math.max(top, scores[first + k]!);
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      scores[first + k] = Math.exp(scores[first + k]! - top);
      sum += scores[first + k]!;
    }
    for (let k = 0; k < outputs; k++) scores[first + k]! /= sum;
  }
}
