import { sampleScales } from "./load-features.ts";
import type { DenseMatrix } from "./matrix.ts";
import { BLOCK_ROWS } from "./problem-layout.ts";
import type { Workspace } from "./workspace.ts";

/** Parts that are summed separately, so that threads never share one; fixed, so that results do not depend on their number. */
const SLOTS = 8;
const SLOT_ROWS = 4 * BLOCK_ROWS;

/** Weighted sums of squares and products about the means, in units of the columns' and the target's scales. */
export interface Gram {
  readonly columns: number;
  /** Σ w z zᵀ for z = (x − centre)·scale − mean, row-major [columns, columns], symmetric. */
  readonly squares: Float64Array;
  /** Σ w z t for t = (y − targetCentre)·targetScale − targetMean, length columns. */
  readonly products: Float64Array;
  /** Σ w t². */
  readonly targetSquares: number;
  /** Σ w. */
  readonly total: number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  readonly mean: Float64Array;
  readonly targetCentre: number;
  readonly targetScale: number;
  readonly targetMean: number;
}

/** Weighted mean and 1 / standard deviation of the target; 1 where it is constant. */
function targetScales(truth: Float64Array, weight: Float64Array | undefined): { centre: number; scale: number } {
  let total = 0;
  let centre = 0;
  for (let i = 0; i < truth.length; i++) {
    const share = weight === undefined ? 1 : weight[i]!;
    total += share;
    centre += share * truth[i]!;
  }
  centre /= total;
  let square = 0;
  for (let i = 0; i < truth.length; i++) square += (weight === undefined ? 1 : weight[i]!) * (truth[i]! - centre) ** 2;
  const scale = 1 / Math.sqrt(square / total);
  return { centre, scale: Number.isFinite(scale) && scale > 0 ? scale : 1 };
}

/** The sums of [z, t, 1] that the kernel left, moved to the means. */
function centred(
  sums: Float64Array,
  width: number,
  columns: number,
): Pick<Gram, "squares" | "products" | "targetSquares" | "total" | "mean" | "targetMean"> {
  const at = (i: number, j: number): number => sums[Math.min(i, j) * width + Math.max(i, j)]!;
  const ones = columns + 1;
  const total = at(ones, ones);
  const mean = Float64Array.from({ length: columns }, (_, j) => at(j, ones) / total);
  const targetMean = at(columns, ones) / total;
  const squares = new Float64Array(columns * columns);
  const products = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    products[i] = at(i, columns) - total * mean[i]! * targetMean;
    for (let j = i; j < columns; j++) {
      const value = at(i, j) - total * mean[i]! * mean[j]!;
      squares[i * columns + j] = value;
      squares[j * columns + i] = value;
    }
  }
  return { squares, products, targetSquares: at(columns, columns) - total * targetMean * targetMean, total, mean, targetMean };
}

/** Adds the slots in their order. */
function addSlots(all: Float64Array, size: number): Float64Array {
  const sums = all.slice(0, size);
  for (let s = 1; s < SLOTS; s++) for (let i = 0; i < size; i++) sums[i]! += all[s * size + i]!;
  return sums;
}

/** Some rows that are copied and then summed, one job per slot. */
interface Round {
  readonly rows: number;
  /** Copies the rows into the workspace. */
  readonly fill: () => void;
  /** [address of the rows, of their targets, of the roots of their weights or 0, number of rows] */
  readonly jobs: readonly (readonly number[])[];
}

/** Rounds over all rows, in two buffers by turns: one is filled while the other is summed. */
function planRounds(
  workspace: Workspace,
  { rows, columns, values }: DenseMatrix,
  truth: Float64Array,
  weight: Float64Array | undefined,
  target: { readonly centre: number; readonly scale: number },
): Round[] {
  const size = Math.min(SLOTS * SLOT_ROWS, rows);
  const buffers = [0, 1].map(() => {
    const [source, targets, roots] = [columns, 1, 1].map((width) => workspace.allocateUnset(size * width * 4)) as [number, number, number];
    return { source, targets, roots };
  });
  const plan = (r: number): Round => {
    const { source, targets, roots } = buffers[r % 2]!;
    const first = r * size;
    const taken = Math.min(size, rows - first);
    const slots = Array.from({ length: Math.ceil(taken / SLOT_ROWS) }, (_, slot) => slot * SLOT_ROWS);
    return {
      rows: taken,
      fill: () => {
        workspace.float32(source, taken * columns).set(values.subarray(first * columns, (first + taken) * columns));
        const targetView = workspace.float32(targets, taken);
        for (let i = 0; i < taken; i++) targetView[i] = (truth[first + i]! - target.centre) * target.scale;
        if (weight === undefined) return;
        const rootView = workspace.float32(roots, taken);
        for (let i = 0; i < taken; i++) rootView[i] = Math.sqrt(weight[first + i]!);
      },
      jobs: slots.map((from) => [
        source + from * columns * 4,
        targets + from * 4,
        weight === undefined ? 0 : roots + from * 4,
        Math.min(SLOT_ROWS, taken - from),
      ]),
    };
  };
  return Array.from({ length: Math.ceil(rows / size) }, (_, r) => plan(r));
}

/**
 * Gram matrix of dense columns with the target: float32 products of shifted and scaled values, summed in float64.
 * Reads the rows in pieces; the workspace never holds them all. Undefined when a value is not finite.
 */
export function gramMatrix(
  workspace: Workspace,
  dense: DenseMatrix,
  truth: Float64Array,
  weight: Float64Array | undefined,
): Gram | undefined {
  const { columns } = dense;
  const panels = Math.ceil((columns + 2) / 12);
  const width = panels * 12;
  const { centre, scale } = sampleScales(dense);
  const target = targetScales(truth, weight);
  const centreAt = workspace.allocate(width * 4);
  const scaleAt = workspace.allocate(width * 4);
  workspace.float32(centreAt, columns).set(centre);
  workspace.float32(scaleAt, columns).set(scale);
  const scratchBytes = panels * BLOCK_ROWS * 48;
  const scratch = workspace.allocateUnset(scratchBytes * SLOTS);
  const sums = workspace.allocate(width * width * 8 * SLOTS);
  const rounds = planRounds(workspace, dense, truth, weight, target);
  rounds[0]?.fill();
  for (const [r, { jobs, rows: taken }] of rounds.entries()) {
    const full = jobs.map(([x = 0, y = 0, root = 0, size = 0], slot) => {
      const own = [scratch + slot * scratchBytes, sums + slot * width * width * 8];
      return [x, columns, y, root, size, columns, panels, centreAt, scaleAt, ...own];
    });
    workspace.run("gramRows", full, taken * width * width, () => rounds[r + 1]?.fill());
  }
  const added = addSlots(workspace.float64(sums, width * width * SLOTS), width * width);
  const parts = centred(added, width, columns);
  // A value that is not finite reaches the diagonal: its square is in the sum.
  for (let j = 0; j < columns; j++) if (!Number.isFinite(parts.squares[j * columns + j]!)) return undefined;
  return { columns, centre, scale, targetCentre: target.centre, targetScale: target.scale, ...parts };
}

/** target[i] ← value of a linear model at row i: intercept + Σ weight·(x − centre); float64. */
export function denseValues(dense: DenseMatrix, weight: Float64Array, centre: Float64Array, intercept: number, target: Float64Array): void {
  const { rows, columns, values } = dense;
  for (let i = 0; i < rows; i++) {
    let sum = intercept;
    for (let j = 0, k = i * columns; j < columns; j++, k++) sum += weight[j]! * (values[k]! - centre[j]!);
    target[i] = sum;
  }
}

/** Σ_i residual[i]·(x_ij − centre_j), length columns; float64. */
export function denseProducts(dense: DenseMatrix, residual: Float64Array, centre: Float64Array): Float64Array {
  const { rows, columns, values } = dense;
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const factor = residual[i]!;
    for (let j = 0, k = i * columns; j < columns; j++, k++) sums[j]! += factor * (values[k]! - centre[j]!);
  }
  return sums;
}

/** leverage[i] ← Σ_k ((x_i − middle)·vector_k)²·share_k for vectors in rows of `vectors`; one array per list of shares. */
export function denseLeverages(
  dense: DenseMatrix,
  middle: Float64Array,
  vectors: Float64Array,
  shares: readonly Float64Array[],
): Float64Array[] {
  const { rows, columns, values } = dense;
  const leverages = shares.map(() => new Float64Array(rows));
  const z = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) z[j] = values[i * columns + j]! - middle[j]!;
    for (let k = 0; k < columns; k++) {
      let projection = 0;
      for (let j = 0; j < columns; j++) projection += z[j]! * vectors[k * columns + j]!;
      const square = projection * projection;
      for (let s = 0; s < shares.length; s++) leverages[s]![i]! += square * shares[s]![k]!;
    }
  }
  return leverages;
}
