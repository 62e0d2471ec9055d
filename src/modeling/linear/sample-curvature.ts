import { BLOCK_ROWS } from "../../kernels/index.ts";
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

/** The kernel's sums [width, width] as a full symmetric matrix, scaled. */
function symmetric(sums: Float64Array, width: number, columns: number, factor: number): Float64Array {
  const matrix = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++) {
    for (let j = i; j < columns; j++) {
      const value = factor * (sums[i * width + j] ?? 0);
      matrix[i * columns + j] = value;
      matrix[j * columns + i] = value;
    }
  }
  return matrix;
}

/**
 * Σ weight·x xᵀ over the dense columns, [denseStride, denseStride], estimated from evenly spread blocks of rows.
 * `total` is the sum of all rows' weights.
 */
export function sampleCurvature(objective: Objective, total: number): Float64Array {
  const { workspace, denseStride: stride, parts } = objective;
  const panels = Math.ceil((stride + 2) / 12);
  const width = panels * 12;
  const zeros = workspace.allocate(width * 4);
  const ones = workspace.allocate(width * 4);
  workspace.float32(ones, stride).fill(1);
  const scratchBytes = panels * BLOCK_ROWS * 48;
  const scratch = workspace.allocateUnset(scratchBytes * SLOTS);
  const sums = workspace.allocate(width * width * 8 * SLOTS);
  const blocks = chooseBlocks(parts.rows, stride);
  const roots = workspace.allocateUnset(blocks.length * BLOCK_ROWS * 4);
  const weights = workspace.float32(objective.weightAddress, parts.rows);
  const sizeOf = (first: number): number => Math.min(BLOCK_ROWS, parts.rows - first);
  let seen = 0;
  for (const [b, first] of blocks.entries()) {
    const target = workspace.float32(roots + b * BLOCK_ROWS * 4, sizeOf(first));
    for (let i = 0; i < target.length; i++) {
      seen += weights[first + i] ?? 0;
      target[i] = Math.sqrt(weights[first + i] ?? 0);
    }
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
  return symmetric(workspace.float64(sums, width * width), width, stride, total / Math.max(seen, 1e-300));
}
