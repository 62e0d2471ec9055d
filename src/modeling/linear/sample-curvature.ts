import { addHeadProducts, BLOCK_ROWS } from "../../kernels/index.ts";
import type { Objective } from "./objective.ts";

/** Sums that are kept apart, so that threads never share one. */
const SLOTS = 8;

/** Rows that are looked at: more save iterations, as long as they cost less than those. */
function sampledRows(rows: number, columns: number): number {
  return Math.max(4_096, 20 * columns, Math.min(80 * columns, (8 * rows) / columns));
}

/** First rows of the blocks. */
function chooseBlocks(rows: number, columns: number): number[] {
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const taken = Math.min(blocks, Math.ceil(sampledRows(rows, columns) / BLOCK_ROWS));
  return Array.from({ length: taken }, (_, b) => Math.floor((b * blocks) / taken) * BLOCK_ROWS);
}

/** Products of the dense columns and 1, from sampled blocks of rows, into the corners of `matrix` [n, n]. */
function addDenseProducts(objective: Objective, blocks: readonly number[], matrix: Float64Array, n: number): void {
  const { workspace, denseStride: stride, parts } = objective;
  const panels = Math.ceil((stride + 2) / 12);
  const width = panels * 12;
  const zeros = workspace.allocate(width * 4);
  const ones = workspace.allocate(width * 4);
  workspace.float32(ones, stride).fill(1);
  const scratchBytes = panels * BLOCK_ROWS * 48;
  const scratch = workspace.allocateUnset(scratchBytes * SLOTS);
  const sums = workspace.allocate(width * width * 8 * SLOTS);
  const roots = workspace.allocateUnset(blocks.length * BLOCK_ROWS * 4);
  const weights = workspace.float32(objective.weightAddress, parts.rows);
  const sizeOf = (first: number): number => Math.min(BLOCK_ROWS, parts.rows - first);
  for (const [b, first] of blocks.entries()) {
    const target = workspace.float32(roots + b * BLOCK_ROWS * 4, sizeOf(first));
    for (let i = 0; i < target.length; i++) target[i] = Math.sqrt(weights[first + i] ?? 0);
  }
  for (let round = 0; round < blocks.length; round += SLOTS) {
    const jobs = blocks.slice(round, round + SLOTS).map((first, slot) => {
      const x = (parts.dense?.address ?? 0) + first * stride * 4;
      const own = [scratch + slot * scratchBytes, sums + slot * width * width * 8];
      return [x, stride, 0, roots + (round + slot) * BLOCK_ROWS * 4, sizeOf(first), stride, panels, zeros, ones, ...own];
    });
    workspace.run("gramRows", jobs, jobs.length * BLOCK_ROWS * width * width);
  }
  workspace.kernels.reduceChunks(sums, width * width * 8, SLOTS, 0, width * width);
  const products = workspace.float64(sums, width * width);
  // The kernel puts 1 behind the target, which has the column after the last; here 1 is the last of the block.
  const place = (i: number): number => (i < stride ? i : n - 1);
  const column = (i: number): number => (i < stride ? i : stride + 1);
  for (let i = 0; i <= stride; i++) {
    for (let j = i; j <= stride; j++) {
      const value = products[column(i) * width + column(j)] ?? 0;
      matrix[place(i) * n + place(j)] = value;
      matrix[place(j) * n + place(i)] = value;
    }
  }
}

/**
 * Σ weight·z zᵀ for z = [dense columns, the `head` most frequent sparse columns, 1], row-major, estimated from evenly spread blocks
 * of rows. `total` is the sum of all rows' weights.
 */
export function sampleCurvature(objective: Objective, head: number, total: number): Float64Array {
  const { workspace, denseStride: stride, parts } = objective;
  const { rows, sparse, dense } = parts;
  const n = stride + head + 1;
  const matrix = new Float64Array(n * n);
  const blocks = chooseBlocks(rows, stride + head);
  addDenseProducts(objective, blocks, matrix, n);
  const weight = workspace.float32(objective.weightAddress, rows);
  if (sparse !== undefined && head > 0) {
    const rowStart = workspace.int32(sparse.rowStart, rows + 1);
    const stored = rowStart[rows] ?? 0;
    const views = {
      rowStart,
      index: workspace.int32(sparse.index, stored),
      value: workspace.float32(sparse.value, stored),
      dense: workspace.float32(dense?.address ?? 0, rows * stride),
      stride,
    };
    for (const first of blocks) addHeadProducts(views, weight, first, Math.min(rows, first + BLOCK_ROWS), head, matrix);
  }
  let seen = 0;
  for (const first of blocks) for (const value of weight.subarray(first, first + BLOCK_ROWS)) seen += value;
  return matrix.map((value) => (value * total) / Math.max(seen, 1e-300));
}
