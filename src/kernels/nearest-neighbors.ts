import type { DenseMatrix } from "./matrix.ts";
import { type Workspace, withWorkspaceNow } from "./workspace.ts";

const LANES = 8;
const QUERY_ROWS = 256;
const SLOTS = 8;

/** Rows that neighbours are looked for among, shifted by the columns' means. */
export interface StoredRows {
  readonly rows: number;
  readonly columns: number;
  /** Length columns. */
  readonly centre: Float32Array;
  /** Row-major [rows, columns], after the shift. */
  readonly values: Float32Array;
  /** Squared lengths, length rows. */
  readonly norms: Float32Array;
}

/** Shifts rows by their means, which keeps digits when distances are taken from products. */
export function storeRows({ rows, columns, values }: DenseMatrix): StoredRows {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sums[j]! += values[i * columns + j]!;
  const centre = Float32Array.from(sums, (sum) => sum / rows);
  const shifted = new Float32Array(rows * columns);
  const norms = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    let norm = 0;
    for (let j = 0; j < columns; j++) {
      const value = Math.fround(values[i * columns + j]! - centre[j]!);
      shifted[i * columns + j] = value;
      norm += value * value;
    }
    norms[i] = norm;
  }
  return { rows, columns, centre, values: shifted, norms };
}

/** Stored rows in panels of 8, with their squared lengths. */
function loadPanels(workspace: Workspace, stored: StoredRows, stride: number): { panels: number; norms: number; count: number } {
  const count = Math.ceil(stored.rows / LANES);
  const panels = workspace.allocate(count * LANES * stride * 4);
  const norms = workspace.allocate(count * LANES * 4);
  const view = workspace.float32(panels, count * LANES * stride);
  for (let i = 0; i < stored.rows; i++) {
    const at = Math.floor(i / LANES) * LANES * stride + (i % LANES);
    for (let j = 0; j < stored.columns; j++) view[at + j * LANES] = stored.values[i * stored.columns + j]!;
  }
  const lengths = workspace.float32(norms, count * LANES).fill(Infinity);
  lengths.set(stored.norms);
  return { panels, norms, count };
}

/** Numbers of the k nearest stored rows of each query, [queries, k], nearest first; of equally near ones the lower number first. */
export function nearestStoredRows(stored: StoredRows, queries: DenseMatrix, k: number): Int32Array {
  return withWorkspaceNow((workspace) => search(workspace, stored, queries, k));
}

function search(workspace: Workspace, stored: StoredRows, queries: DenseMatrix, k: number): Int32Array {
  const { columns, centre } = stored;
  const stride = Math.ceil(columns / 4) * 4;
  const { panels, norms, count } = loadPanels(workspace, stored, stride);
  const round = SLOTS * QUERY_ROWS;
  const taken = Math.min(round, Math.ceil(queries.rows / 4) * 4);
  const query = workspace.allocate(taken * stride * 4);
  const values = workspace.allocate(taken * k * 4);
  const indices = workspace.allocate(taken * k * 4);
  const scratch = workspace.allocate(SLOTS * 256);
  const found = new Int32Array(queries.rows * k);
  const view = workspace.float32(query, taken * stride);
  for (let first = 0; first < queries.rows; first += round) {
    const rows = Math.min(round, queries.rows - first);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) view[i * stride + j] = queries.values[(first + i) * columns + j]! - centre[j]!;
    }
    const jobs: number[][] = [];
    for (let slot = 0, from = 0; from < rows; slot++, from += QUERY_ROWS) {
      const size = Math.ceil(Math.min(QUERY_ROWS, rows - from) / 4) * 4;
      const own = [values + from * k * 4, indices + from * k * 4, scratch + slot * 256];
      jobs.push([query + from * stride * 4, size, stride, panels, count, norms, k, ...own]);
    }
    workspace.run("nearestRows", jobs, rows * count * LANES * stride);
    found.set(workspace.int32(indices, rows * k), first * k);
  }
  return found;
}

/** Distances from each query to its neighbours, [queries, k]; differences are taken in float32, as in the graph. */
export function neighborDistances(stored: StoredRows, queries: DenseMatrix, neighbors: Int32Array, k: number): Float64Array {
  const { columns, centre } = stored;
  const distances = new Float64Array(neighbors.length);
  for (let n = 0; n < neighbors.length; n++) {
    const row = Math.floor(n / k) * columns;
    const other = neighbors[n]! * columns;
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const difference = Math.fround(Math.fround(queries.values[row + j]! - centre[j]!) - stored.values[other + j]!);
      sum += difference * difference;
    }
    distances[n] = Math.sqrt(sum);
  }
  return distances;
}
