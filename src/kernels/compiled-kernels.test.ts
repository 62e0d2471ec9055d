// The compiled kernels against plain TypeScript versions of the same sums.
import { describe, expect, it } from "vitest";
import {
  cholesky,
  type FeatureMatrix,
  gramMatrix,
  loadDense,
  loadSparse,
  nearestStoredRows,
  random,
  setKernelThreads,
  solveCholesky,
  storeRows,
  symmetricEigen,
  withWorkspaceNow,
} from "./index.ts";
import { BLOCK_ROWS, problemFields } from "./problem-layout.ts";

function denseMatrix(rows: number, columns: number, seed: number, shift = 0): NonNullable<FeatureMatrix["dense"]> {
  const stream = random(seed);
  return {
    rows,
    columns,
    values: Float32Array.from({ length: rows * columns }, (_, at) => stream.normal() * (1 + (at % columns)) + shift),
  };
}

function sparseMatrix(rows: number, columns: number, seed: number): NonNullable<FeatureMatrix["sparse"]> {
  const stream = random(seed);
  const rowStart = new Int32Array(rows + 1);
  const index: number[] = [];
  for (let i = 0; i < rows; i++) {
    const picked = new Set(Array.from({ length: stream.integer(9) }, () => stream.integer(columns)));
    index.push(...[...picked].sort((a, b) => a - b));
    rowStart[i + 1] = index.length;
  }
  return { rows, columns, rowStart, index: Int32Array.from(index), value: Float32Array.from(index, () => stream.normal()) };
}

/** Loss and gradient by the definition, over [dense (scaled), sparse (renumbered), 1] with outputs side by side. */
function reference(
  x: readonly (readonly number[])[],
  y: readonly number[],
  w: readonly number[],
  theta: Float64Array,
  outputs: number,
  classes: number,
): { loss: number; gradient: Float64Array } {
  const gradient = new Float64Array(theta.length);
  let loss = 0;
  x.forEach((row, i) => {
    const z = Array.from({ length: classes }, (_, k) => row.reduce((sum, value, j) => sum + value * theta[j * outputs + k]!, 0));
    const label = y[i]!;
    const logits = classes === 1 ? [0, z[0]!] : z;
    const top = Math.max(...logits);
    const total = logits.reduce((sum, value) => sum + Math.exp(value - top), 0);
    loss += w[i]! * (top + Math.log(total) - logits[label]!);
    logits.forEach((value, k) => {
      if (classes === 1 && k === 0) return;
      const rest = w[i]! * (Math.exp(value - top) / total - (k === label ? 1 : 0));
      for (let j = 0; j < row.length; j++) gradient[j * outputs + (classes === 1 ? 0 : k)]! += rest * row[j]!;
    });
  });
  return { loss, gradient };
}

function evaluateBoth(
  rows: number,
  columns: number,
  sparseColumns: number,
  classes: number,
): { got: { loss: number; gradient: Float64Array }; wanted: { loss: number; gradient: Float64Array } } {
  return withWorkspaceNow((workspace) => {
    const stream = random(rows + columns);
    const dense = columns > 0 ? loadDense(workspace, denseMatrix(rows, columns, 3, 5)) : undefined;
    const stored = sparseMatrix(rows, Math.max(1, sparseColumns), 4);
    const sparse = sparseColumns > 0 ? loadSparse(workspace, stored) : undefined;
    const stride = dense?.stride ?? 0;
    const known = sparse?.columns ?? 0;
    const outputs = classes === 1 ? 1 : Math.ceil(classes / 4) * 4;
    const dimension = (stride + known + 1) * outputs;
    const theta = Float64Array.from({ length: dimension }, (_, at) => (at % outputs < classes ? Math.fround(stream.normal() * 0.5) : 0));
    const y = Array.from({ length: rows }, () => stream.integer(Math.max(2, classes)));
    const w = Array.from({ length: rows }, () => 1 + stream.integer(3));
    const label = workspace.allocate((rows + 4) * 4);
    const weight = workspace.allocate((rows + 4) * 4);
    const coefficients = workspace.allocate(dimension * 4);
    const scratchBytes = BLOCK_ROWS * Math.max(12, outputs * 8) + stride * 4 + 64;
    const scratch = workspace.allocate(scratchBytes);
    const gradient = workspace.allocate(dimension * 8);
    const losses = workspace.allocate(8);
    const pairs = workspace.allocate(known * 8);
    const problem = workspace.allocate(problemFields.length * 4);
    workspace.float32(label, rows).set(y);
    workspace.float32(weight, rows).set(w);
    workspace.float32(coefficients, dimension).set(theta);
    const numbers = {
      rows,
      loss: classes === 1 ? 0 : 1,
      classes,
      outputs,
      denseStride: stride,
      dense: dense?.address ?? 0,
      sparseColumns: known,
    };
    const places = { rowStart: sparse?.rowStart ?? 0, index: sparse?.index ?? 0, value: sparse?.value ?? 0, label, weight, coefficients };
    const rest = {
      chunkRows: Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS,
      scratch,
      scratchBytes,
      gradient,
      gradientBytes: dimension * 8,
      losses,
      pairs,
    };
    const values = { ...numbers, ...places, ...rest };
    workspace.int32(problem, problemFields.length).set(problemFields.map((name) => values[name]));
    workspace.kernels.evaluateChunk(problem, 0);
    const loaded = dense === undefined ? new Float32Array() : workspace.float32(dense.address, rows * stride);
    const x = Array.from({ length: rows }, (_, i) => {
      const tail = new Array<number>(known).fill(0);
      if (sparse !== undefined) {
        const places = new Map(Array.from(sparse.original, (column, place) => [column, place]));
        for (let k = stored.rowStart[i]!; k < stored.rowStart[i + 1]!; k++) tail[places.get(stored.index[k]!)!] = stored.value[k]!;
      }
      return [...loaded.subarray(i * stride, (i + 1) * stride), ...tail, 1];
    });
    const got = { loss: workspace.float64(losses, 1)[0]!, gradient: workspace.float64(gradient, dimension).slice() };
    return { got, wanted: reference(x, y, w, theta, outputs, classes) };
  });
}

describe("a pass over the rows", () => {
  it.each([
    [1, 3, 0, 1],
    [7, 5, 0, 1],
    [600, 9, 0, 1],
    [301, 0, 40, 1],
    [301, 6, 40, 1],
    [5, 3, 0, 3],
    [303, 10, 0, 5],
    [303, 0, 30, 3],
    [303, 7, 30, 14],
  ])("gives loss and gradient of %i rows with %i dense and %i sparse columns and %i outputs", (rows, columns, sparseColumns, classes) => {
    const { got, wanted } = evaluateBoth(rows, columns, sparseColumns, classes);
    expect(Math.abs(got.loss / wanted.loss - 1)).toBeLessThan(2e-6);
    const size = Math.max(...wanted.gradient.map(Math.abs), 1);
    wanted.gradient.forEach((value, j) => {
      expect(Math.abs(got.gradient[j]! - value), `gradient ${j}`).toBeLessThan(1e-5 * size);
    });
  });
});

describe("the Gram matrix", () => {
  it.each([
    [1, 1],
    [5, 3],
    [700, 11],
    [5000, 25],
  ])("holds the centred squares and products of %i rows and %i columns", (rows, columns) => {
    const dense = denseMatrix(rows, columns, 8, 100);
    const stream = random(2);
    const truth = Float64Array.from({ length: rows }, () => 1000 + stream.normal());
    const weight = Float64Array.from({ length: rows }, () => stream.integer(3) + 0.5);
    const gram = withWorkspaceNow((workspace) => gramMatrix(workspace, dense, truth, weight))!;
    const total = weight.reduce((sum, value) => sum + value, 0);
    const column = (j: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => dense.values[i * columns + j]!);
    const centred = (values: Float64Array): Float64Array => {
      const mean = values.reduce((sum, value, i) => sum + weight[i]! * value, 0) / total;
      return values.map((value) => value - mean);
    };
    const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + weight[i]! * value * b[i]!, 0);
    const target = centred(truth);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) {
        const wanted = product(centred(column(i)), centred(column(j)));
        const got = gram.squares[i * columns + j]! / (gram.scale[i]! * gram.scale[j]!);
        expect(Math.abs(got - wanted)).toBeLessThan(2e-5 * total * (i + 1) * (j + 1));
      }
      expect(Math.abs(gram.products[i]! / (gram.scale[i]! * gram.targetScale) - product(centred(column(i)), target))).toBeLessThan(
        2e-5 * total * (i + 1),
      );
    }
  });
});

describe("nearest rows", () => {
  it("are those of a search by hand, equal distances by number", () => {
    const stored = denseMatrix(500, 7, 1);
    stored.values.copyWithin(300 * 7, 20 * 7, 21 * 7);
    const queries = denseMatrix(90, 7, 2);
    queries.values.set(stored.values.subarray(20 * 7, 21 * 7));
    const got = nearestStoredRows(storeRows(stored), queries, 6);
    expect([...got.subarray(0, 2)]).toEqual([20, 300]);
    for (let q = 0; q < 90; q++) {
      const distance = (row: number): number => {
        let sum = 0;
        for (let j = 0; j < 7; j++) sum += (stored.values[row * 7 + j]! - queries.values[q * 7 + j]!) ** 2;
        return sum;
      };
      const wanted = Array.from({ length: 500 }, (_, row) => distance(row)).sort((a, b) => a - b);
      got.subarray(q * 6, q * 6 + 6).forEach((row, k) => {
        expect(distance(row)).toBeCloseTo(wanted[k]!, 3);
      });
    }
  });
});

describe("threads", () => {
  it("give the same bits as one, also while a thread is joining", async () => {
    const dense = denseMatrix(30_000, 40, 5);
    const truth = Float64Array.from({ length: 30_000 }, (_, i) => dense.values[i * 40]! + Math.sin(i));
    const sums = (): Float64Array => withWorkspaceNow((workspace) => gramMatrix(workspace, dense, truth, undefined))!.squares;
    setKernelThreads(1);
    const one = sums();
    for (const threads of [2, 3]) {
      setKernelThreads(threads);
      for (let round = 0; round < 30; round++) {
        expect(sums()).toEqual(one);
        await new Promise(setImmediate);
      }
    }
    setKernelThreads(1);
  });
});

describe("small linear algebra", () => {
  it("solves with a Cholesky factor and gives dependent columns 0", () => {
    // Columns 1 and 2 of [1 2 4; 0 1 2; 1 0 0] depend on each other.
    const a = Float64Array.of(2, 2, 4, 2, 5, 10, 4, 10, 20);
    const x = Float64Array.of(2, 2, 4);
    cholesky(a, 3);
    solveCholesky(a, 3, x);
    expect(x[0]).toBeCloseTo(1, 12);
    expect(x[1]).toBeCloseTo(0, 12);
    expect(x[2]).toBe(0);
  });

  it("finds eigenvalues and vectors", () => {
    const n = 23;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = Math.sin(7.3 * i + 1.1 * j * j);
    const { values, vectors } = symmetricEigen(a, n);
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++) {
        let product = 0;
        for (let j = 0; j < n; j++) product += a[i * n + j]! * vectors[k * n + j]!;
        expect(product).toBeCloseTo(values[k]! * vectors[k * n + i]!, 12);
      }
    }
  });
});
