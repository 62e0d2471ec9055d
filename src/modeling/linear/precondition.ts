import { cholesky, type KernelExports, solveCholesky, type Workspace } from "../../kernels/index.ts";
import type { Objective } from "./objective.ts";
import { sampleCurvature } from "./sample-curvature.ts";

/** An estimate of the inverse curvature: applied to a gradient it gives a step. */
export interface Preconditioner {
  /** Tells it the penalties of `objective` have changed. */
  refresh(): void;
  /** target ← inverse curvature · source, addresses of float64 vectors. */
  apply(source: number, target: number): void;
}

/** Dense columns up to which the curvature is a full matrix and not only its diagonal. */
const FULL_COLUMNS = 512;
/** Most multiplications that factoring one matrix per class may take. */
const FACTOR_BUDGET = 4e8;

/** Sum of the rows' weights. */
function weightSum(workspace: Workspace, objective: Objective): number {
  let sum = 0;
  for (const weight of workspace.float32(objective.weightAddress, objective.parts.rows)) sum += weight;
  return sum;
}

/** Shares p(1 − p) of each output: how curved the loss is where only the intercept has been learned. */
function shares(objective: Objective, total: number): Float64Array {
  const { parts, outputs, workspace } = objective;
  if (parts.loss === "squared") return Float64Array.of(1);
  const classes = parts.loss === "logistic" ? 2 : parts.classes;
  const sums = new Float64Array(classes);
  const weights = workspace.float32(objective.weightAddress, parts.rows);
  for (let i = 0; i < parts.rows; i++) {
    const code = parts.label[i] ?? 0;
    sums[code] = (sums[code] ?? 0) + (weights[i] ?? 0);
  }
  const share = (code: number): number => {
    const p = (sums[code] ?? 0) / total;
    return Math.max(p * (1 - p), 1e-4);
  };
  return Float64Array.from({ length: outputs }, (_, k) => share(parts.loss === "logistic" ? 1 : Math.min(k, classes - 1)));
}

/** Diagonal curvature of everything, [stride + sparse + 1, outputs]; at least 1 where nothing is known. */
function diagonalCurvature(objective: Objective, share: Float64Array, total: number, dense: Float64Array | undefined): number {
  const { workspace, dimension, outputs, denseStride, sparseColumns, parts } = objective;
  const address = workspace.allocate(dimension * 8);
  const squares = workspace.allocate((sparseColumns + 1) * 8);
  const { sparse } = parts;
  if (sparse !== undefined) {
    workspace.kernels.sparseSquares(sparse.rowStart, sparse.index, sparse.value, objective.weightAddress, parts.rows, 1, squares);
  }
  const target = workspace.float64(address, dimension);
  const sparseSquares = workspace.float64(squares, sparseColumns);
  for (let j = 0; j <= denseStride + sparseColumns; j++) {
    const isDense = j < denseStride;
    const known = isDense ? (dense?.[j * denseStride + j] ?? total) : (sparseSquares[j - denseStride] ?? total);
    for (let k = 0; k < outputs; k++) target[j * outputs + k] = Math.max((share[k] ?? 1) * known, 1e-12 * total);
  }
  return address;
}

/** Solves with one factor per output; the vectors are [stride, outputs]. */
function solveDense(factors: readonly Float64Array[], stride: number, outputs: number, target: Float64Array, column: Float64Array): void {
  for (let k = 0; k < outputs; k++) {
    const factor = factors[Math.min(k, factors.length - 1)];
    if (factor === undefined) return;
    for (let j = 0; j < stride; j++) column[j] = target[j * outputs + k] ?? 0;
    solveCholesky(factor, stride, column);
    for (let j = 0; j < stride; j++) target[j * outputs + k] = column[j] ?? 0;
  }
}

/**
 * Curvature of the objective where only the intercept has been learned: in full for the dense columns (estimated from some
 * of the rows), diagonal for the sparse ones.
 */
export function createPreconditioner(objective: Objective): Preconditioner {
  const { workspace, denseStride: stride, outputs, dimension, penaltyAddress } = objective;
  const kernels: KernelExports = workspace.kernels;
  const total = weightSum(workspace, objective);
  const share = shares(objective, total);
  const isFull = stride > 0 && stride <= FULL_COLUMNS;
  const full = isFull ? sampleCurvature(objective, total) : undefined;
  const diagonal = diagonalCurvature(objective, share, total, full);
  const column = new Float64Array(stride);
  const several = outputs * stride ** 3 <= 3 * FACTOR_BUDGET;
  let factors: Float64Array[] = [];
  const factor = (k: number): Float64Array => {
    const penalty = workspace.float64(penaltyAddress, dimension);
    const mean = several ? (share[k] ?? 1) : share.reduce((sum, value) => sum + value, 0) / outputs;
    const matrix = Float64Array.from(full ?? [], (value) => value * mean);
    for (let j = 0; j < stride; j++) matrix[j * stride + j] = (matrix[j * stride + j] ?? 0) * (1 + 1e-6) + (penalty[j * outputs] ?? 0);
    cholesky(matrix, stride);
    return matrix;
  };
  return {
    refresh() {
      if (full !== undefined) factors = Array.from({ length: several ? outputs : 1 }, (_, k) => factor(k));
    },
    apply(source, target) {
      kernels.divideBy(diagonal, penaltyAddress, source, target, dimension);
      if (full === undefined) return;
      const dense = workspace.float64(target, stride * outputs);
      dense.set(workspace.float64(source, stride * outputs));
      solveDense(factors, stride, outputs, dense, column);
    },
  };
}
