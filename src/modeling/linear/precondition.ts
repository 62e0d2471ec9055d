import { cholesky, solveCholesky } from "../../kernels/index.ts";
import type { Objective } from "./objective.ts";
import { sampleCurvature } from "./sample-curvature.ts";

/** An estimate of the inverse curvature: applied to a gradient it gives a step. */
export interface Preconditioner {
  /** Tells it the penalties of `objective` have changed. */
  refresh(): void;
  /** target ← inverse curvature · source, addresses of float64 vectors. */
  apply(source: number, target: number): void;
}

/** Columns whose curvature is a full matrix and not only its diagonal: the dense ones, if they fit, then the most frequent sparse ones. */
const FULL_COLUMNS = 512;
/** Most multiplications that factoring one matrix per class may take. */
const FACTOR_BUDGET = 4e8;

/** Shares p(1 − p) of each output: how curved the loss is where only the intercept has been learned. */
function shares({ parts, outputs, classWeights }: Objective, total: number): Float64Array {
  if (parts.loss === "squared") return Float64Array.of(1);
  const share = (code: number): number => {
    const p = (classWeights[code] ?? 0) / total;
    return Math.max(p * (1 - p), 1e-4);
  };
  return Float64Array.from({ length: outputs }, (_, k) => share(parts.loss === "logistic" ? 1 : Math.min(k, parts.classes - 1)));
}

/** Diagonal curvature of everything, [stride + sparse + 1, outputs]; at least 1 where nothing is known. */
function diagonalCurvature(
  objective: Objective,
  share: Float64Array,
  total: number,
  block: Float64Array | undefined,
  size: number,
): number {
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
    const known = isDense ? (block?.[j * size + j] ?? total) : (sparseSquares[j - denseStride] ?? total);
    for (let k = 0; k < outputs; k++) target[j * outputs + k] = Math.max((share[k] ?? 1) * known, 1e-12 * total);
  }
  return address;
}

/** The full part of the curvature: which coefficients it is about. */
interface Block {
  /** Dense and frequent sparse columns: the first rows of the coefficients. */
  readonly columns: number;
  /** [columns + 1, columns + 1], the intercept last. */
  readonly curvature: Float64Array;
}

function createBlock(objective: Objective, total: number): Block | undefined {
  const { denseStride, sparseColumns } = objective;
  if (denseStride > FULL_COLUMNS) return undefined;
  const head = Math.min(sparseColumns, FULL_COLUMNS - denseStride);
  return { columns: denseStride + head, curvature: sampleCurvature(objective, head, total) };
}

/** Cholesky factors of the block with the penalties, one per output, or one for all where that would take too long. */
function factorBlock(objective: Objective, block: Block, share: Float64Array): Float64Array[] {
  const { workspace, penaltyAddress, dimension, outputs } = objective;
  const size = block.columns + 1;
  const several = outputs * size ** 3 <= 3 * FACTOR_BUDGET;
  const mean = share.reduce((sum, value) => sum + value, 0) / outputs;
  const penalty = workspace.float64(penaltyAddress, dimension);
  return Array.from({ length: several ? outputs : 1 }, (_, k) => {
    const matrix = block.curvature.map((value) => value * (several ? (share[k] ?? 1) : mean));
    for (let j = 0; j < size; j++) {
      const own = j < block.columns ? (penalty[j * outputs] ?? 0) : 0;
      matrix[j * size + j] = (matrix[j * size + j] ?? 0) * (1 + 1e-6) + own;
    }
    cholesky(matrix, size);
    return matrix;
  });
}

/** Solves for the block's coefficients, one factor per output. */
function solveBlock(objective: Objective, block: Block, factors: readonly Float64Array[], source: number, target: number): void {
  const { workspace, outputs, dimension } = objective;
  const from = workspace.float64(source, dimension);
  const to = workspace.float64(target, dimension);
  const size = block.columns + 1;
  const part = new Float64Array(size);
  const place = (j: number, k: number): number => (j < block.columns ? j * outputs + k : dimension - outputs + k);
  for (let k = 0; k < outputs; k++) {
    const factor = factors[Math.min(k, factors.length - 1)];
    if (factor === undefined) return;
    for (let j = 0; j < size; j++) part[j] = from[place(j, k)] ?? 0;
    solveCholesky(factor, size, part);
    for (let j = 0; j < size; j++) to[place(j, k)] = part[j] ?? 0;
  }
}

/**
 * Curvature of the objective where only the intercept has been learned: in full for the dense columns, the most frequent sparse
 * ones and the intercept (estimated from some of the rows), diagonal for the others.
 */
export function createPreconditioner(objective: Objective): Preconditioner {
  const { workspace, dimension, penaltyAddress } = objective;
  const total = objective.classWeights.reduce((sum, value) => sum + value, 0);
  const share = shares(objective, total);
  const block = createBlock(objective, total);
  const diagonal = diagonalCurvature(objective, share, total, block?.curvature, (block?.columns ?? 0) + 1);
  let factors: Float64Array[] = [];
  return {
    refresh() {
      if (block !== undefined) factors = factorBlock(objective, block, share);
    },
    apply(source, target) {
      workspace.kernels.divideBy(diagonal, penaltyAddress, source, target, dimension);
      if (block !== undefined) solveBlock(objective, block, factors, source, target);
    },
  };
}
