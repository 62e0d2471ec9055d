import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DenseMatrix, type FeatureMatrix, type Random, random, type SparseMatrix } from "../../src/kernels/index.ts";
import type { Examples } from "../../src/modeling/index.ts";

/** A learning problem that both sides get. */
export interface Problem {
  readonly name: string;
  readonly kind: "logistic" | "softmax" | "ridge" | "bayes";
  readonly classes: number;
  readonly penalty: number;
  readonly examples: Examples;
}

/** Columns that three hidden factors correlate, as in real tables, or independent ones. */
function denseMatrix(rng: Random, rows: number, columns: number, correlated: boolean): DenseMatrix {
  const values = new Float32Array(rows * columns);
  const loading = Float64Array.from({ length: columns * 3 }, () => (correlated ? rng.normal() : 0));
  for (let i = 0; i < rows; i++) {
    const factors = [rng.normal(), rng.normal(), rng.normal()];
    for (let j = 0; j < columns; j++) {
      let value = rng.normal();
      for (const [f, factor] of factors.entries()) value += factor * (loading[j * 3 + f] ?? 0);
      values[i * columns + j] = value;
    }
  }
  return { rows, columns, values };
}

/** Scores [rows, outputs] of a random linear model whose scores vary by about `spread`. */
function scores(rng: Random, matrix: DenseMatrix, outputs: number, spread: number): Float64Array {
  const { rows, columns, values } = matrix;
  const weights = Float64Array.from({ length: columns * outputs }, () => (spread * rng.normal()) / Math.sqrt(columns));
  const result = new Float64Array(rows * outputs);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j] ?? 0;
      for (let k = 0; k < outputs; k++) result[i * outputs + k] = (result[i * outputs + k] ?? 0) + value * (weights[j * outputs + k] ?? 0);
    }
  }
  return result;
}

const gumbel = (rng: Random): number => -Math.log(rng.exponential());

/** Two classes, 100,000 × 100, standard normal columns (seed 1), correlated by three factors or independent. */
export function denseLogistic(correlated: boolean): Problem {
  const rng = random(1);
  const dense = denseMatrix(rng, 100_000, 100, correlated);
  const truth = scores(rng, dense, 1, 1).map((score) => (score + 0.5 + gumbel(rng) - gumbel(rng) > 0 ? 1 : 0));
  const name = `dense logistic 100k × 100 ${correlated ? "correlated" : "independent"}`;
  return { name, kind: "logistic", classes: 2, penalty: 1, examples: { features: { rows: dense.rows, dense }, truth } };
}

/** Values with unit noise, 100,000 × 100, correlated columns (seed 2). */
export function denseRidge(): Problem {
  const rng = random(2);
  const dense = denseMatrix(rng, 100_000, 100, true);
  // The peer is given the target in float32 where that is its faster type.
  const truth = scores(rng, dense, 1, 1).map((score) => Math.fround(score + 3 + rng.normal()));
  return {
    name: "dense ridge 100k × 100",
    kind: "ridge",
    classes: 0,
    penalty: 1,
    examples: { features: { rows: dense.rows, dense }, truth },
  };
}

/** Twenty classes, 20,000 × 100, correlated columns (seed 3). */
export function denseSoftmax(): Problem {
  const rng = random(3);
  const dense = denseMatrix(rng, 20_000, 100, true);
  const all = scores(rng, dense, 20, 1.5);
  const truth = new Float64Array(dense.rows);
  for (let i = 0; i < dense.rows; i++) {
    let best = -Infinity;
    for (let k = 0; k < 20; k++) {
      const score = (all[i * 20 + k] ?? 0) + gumbel(rng);
      if (score > best) {
        best = score;
        truth[i] = k;
      }
    }
  }
  return {
    name: "dense multinomial 20k × 100, 20 classes",
    kind: "softmax",
    classes: 20,
    penalty: 1,
    examples: { features: { rows: dense.rows, dense }, truth },
  };
}

/** About 100 of 1,000,000 hashed columns a row, word frequencies by Zipf's law over 3 million words; each row has length 1 (or holds counts). */
function hashedText(rng: Random, rows: number, normalise: boolean): SparseMatrix {
  const columns = 1_000_000;
  const rowStart = new Int32Array(rows + 1);
  const index: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < rows; i++) {
    const length = 60 + rng.integer(130);
    const tokens = new Int32Array(length).map(() => {
      const rank = Math.floor(Math.exp(rng.next() * Math.log(3e6)));
      return (Math.imul(rank, 0x9e3779b1) >>> 0) % columns;
    });
    tokens.sort();
    let square = 0;
    const begin = index.length;
    for (const token of tokens) {
      if (index.length > begin && index[index.length - 1] === token) value[value.length - 1] = (value[value.length - 1] ?? 0) + 1;
      else {
        index.push(token);
        value.push(1);
      }
    }
    for (let k = begin; k < value.length; k++) square += (value[k] ?? 0) ** 2;
    if (normalise) for (let k = begin; k < value.length; k++) value[k] = (value[k] ?? 0) / Math.sqrt(square);
    rowStart[i + 1] = index.length;
  }
  return { rows, columns, rowStart, index: Int32Array.from(index), value: Float32Array.from(value) };
}

/** Two classes from a random linear model over hashed text. */
function sparseTruth(rng: Random, sparse: SparseMatrix, spread: number): Float64Array {
  const weights = Float64Array.from({ length: sparse.columns }, () => spread * rng.normal());
  const truth = new Float64Array(sparse.rows);
  for (let i = 0; i < sparse.rows; i++) {
    let score = gumbel(rng) - gumbel(rng);
    for (let k = sparse.rowStart[i] ?? 0; k < (sparse.rowStart[i + 1] ?? 0); k++)
      score += (weights[sparse.index[k] ?? 0] ?? 0) * (sparse.value[k] ?? 0);
    truth[i] = score > 0 ? 1 : 0;
  }
  return truth;
}

/** 200,000 × 1,000,000 hashed, rows of length 1 (seed 4). */
export function sparseLogistic(): Problem {
  const rng = random(4);
  const sparse = hashedText(rng, 200_000, true);
  const truth = sparseTruth(rng, sparse, 4);
  return {
    name: "sparse logistic 200k × 1M",
    kind: "logistic",
    classes: 2,
    penalty: 1,
    examples: { features: { rows: sparse.rows, sparse }, truth },
  };
}

/** 200,000 × 1,000,000 hashed counts (seed 5). */
export function sparseBayes(): Problem {
  const rng = random(5);
  const sparse = hashedText(rng, 200_000, false);
  const truth = sparseTruth(rng, sparse, 0.5);
  return {
    name: "naive Bayes 200k × 1M counts",
    kind: "bayes",
    classes: 2,
    penalty: 1,
    examples: { features: { rows: sparse.rows, sparse }, truth },
  };
}

/** Writes a problem where the peer reads it. */
export function writeProblem(folder: string, problem: Problem): void {
  mkdirSync(folder, { recursive: true });
  const { features, truth }: { features: FeatureMatrix; truth: Float64Array } = problem.examples;
  const columns = features.dense?.columns ?? features.sparse?.columns ?? 0;
  const meta = { kind: problem.kind, rows: features.rows, columns, classes: problem.classes, penalty: problem.penalty };
  const bytes = (values: NodeJS.TypedArray): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  writeFileSync(join(folder, "meta.json"), JSON.stringify(meta));
  writeFileSync(join(folder, "truth.f64"), bytes(truth));
  if (features.dense !== undefined) writeFileSync(join(folder, "dense.f32"), bytes(features.dense.values));
  if (features.sparse === undefined) return;
  writeFileSync(join(folder, "rowStart.i32"), bytes(features.sparse.rowStart));
  writeFileSync(join(folder, "index.i32"), bytes(features.sparse.index));
  writeFileSync(join(folder, "value.f32"), bytes(features.sparse.value));
}
