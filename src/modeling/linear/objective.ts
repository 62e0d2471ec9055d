import {
  BLOCK_ROWS,
  type LoadedDense,
  type LoadedSparse,
  type ProblemValues,
  problemFields,
  type Workspace,
  weightByClass,
} from "../../kernels/index.ts";

/** How the error of one row is measured. */
export type LinearLoss = "logistic" | "softmax" | "squared";

const lossCodes: Readonly<Record<LinearLoss, number>> = { logistic: 0, softmax: 1, squared: 2 };

/** Gradients of all chunks together may hold as many elements. */
const GRADIENT_ELEMENTS = 2 ** 22;
const MOST_CHUNKS = 16;
const REDUCE_PARTS = 8;

/** What is minimised: Σ weight·loss + ½ Σ penalty·coefficient². */
export interface ObjectiveParts {
  readonly rows: number;
  readonly loss: LinearLoss;
  readonly classes: number;
  readonly dense: LoadedDense | undefined;
  readonly sparse: LoadedSparse | undefined;
  readonly label: ArrayLike<number>;
  readonly weight: ArrayLike<number> | undefined;
}

/** A loss over rows in a workspace. Coefficients are float64 [denseStride + sparseColumns + 1, outputs], the intercept last. */
export interface Objective {
  readonly workspace: Workspace;
  readonly parts: ObjectiveParts;
  readonly outputs: number;
  readonly denseStride: number;
  readonly sparseColumns: number;
  /** Number of coefficients, padding included. */
  readonly dimension: number;
  readonly labelAddress: number;
  readonly weightAddress: number;
  /** Sum of the rows' weights by class; by the one class that there is for a squared loss. */
  readonly classWeights: Float64Array;
  /** Penalty of each coefficient; set by `setPenalty`. */
  readonly penaltyAddress: number;
  /** L2 penalty on coefficients in the units of the features; the intercept is free. */
  setPenalty(penalty: number): void;
  /** Value at `coefficients`; writes the gradient. */
  evaluate(coefficients: number, gradient: number): number;
}

/** Chunks depend on the data's size alone: results are the same on any number of threads. */
function planChunks(rows: number, dimension: number): { chunkRows: number; chunks: number } {
  const affordable = Math.max(1, Math.floor(GRADIENT_ELEMENTS / dimension));
  const wanted = Math.min(MOST_CHUNKS, Math.max(dimension > 100_000 ? 2 : 1, affordable), Math.ceil(rows / (4 * BLOCK_ROWS)));
  const chunkRows = Math.ceil(rows / Math.max(1, wanted) / BLOCK_ROWS) * BLOCK_ROWS;
  return { chunkRows, chunks: Math.ceil(rows / chunkRows) };
}

function writeRows(workspace: Workspace, values: ArrayLike<number> | undefined, rows: number): number {
  const address = workspace.allocate((rows + 4) * 4);
  const target = workspace.float32(address, rows);
  if (values === undefined) target.fill(1);
  else target.set(values);
  return address;
}

function penalties(parts: ObjectiveParts, target: Float64Array, outputs: number, stride: number, penalty: number): void {
  target.fill(penalty);
  target.fill(0, target.length - outputs);
  if (parts.dense === undefined) return;
  for (let j = 0; j < stride; j++) {
    const scale = parts.dense.scale[j] ?? 1;
    target.fill(penalty * scale * scale, j * outputs, (j + 1) * outputs);
  }
}

function sumWeights({ loss, label, weight, classes, rows }: ObjectiveParts): Float64Array {
  if (loss === "squared") return weightByClass(new Uint8Array(rows), weight, 1);
  return weightByClass(label, weight, loss === "logistic" ? 2 : classes);
}

/** Lays the problem out in the workspace. */
export function createObjective(workspace: Workspace, parts: ObjectiveParts): Objective {
  const outputs = parts.loss === "softmax" ? Math.ceil(parts.classes / 4) * 4 : 1;
  const denseStride = parts.dense?.stride ?? 0;
  const sparseColumns = parts.sparse?.columns ?? 0;
  const dimension = (denseStride + sparseColumns + 1) * outputs;
  const { chunkRows, chunks } = planChunks(parts.rows, dimension);
  const scratchBytes = BLOCK_ROWS * Math.max(12, outputs * 8) + denseStride * 4 + 64;
  const labelAddress = writeRows(workspace, parts.label, parts.rows);
  const weightAddress = writeRows(workspace, parts.weight, parts.rows);
  const gradients = workspace.allocateUnset(dimension * 8 * chunks);
  const losses = workspace.allocate(chunks * 8);
  const narrow = workspace.allocateUnset(dimension * 4);
  const penaltyAddress = workspace.allocateUnset(dimension * 8);
  const values: ProblemValues = {
    rows: parts.rows,
    loss: lossCodes[parts.loss],
    classes: parts.classes,
    outputs,
    denseStride,
    dense: parts.dense?.address ?? 0,
    sparseColumns,
    rowStart: parts.sparse?.rowStart ?? 0,
    index: parts.sparse?.index ?? 0,
    value: parts.sparse?.value ?? 0,
    label: labelAddress,
    weight: weightAddress,
    coefficients: narrow,
    chunkRows,
    scratch: workspace.allocate(scratchBytes * chunks),
    scratchBytes,
    gradient: gradients,
    gradientBytes: dimension * 8,
    losses,
    pairs: outputs === 1 ? workspace.allocateUnset(sparseColumns * 8 * chunks) : 0,
  };
  const problem = workspace.allocate(problemFields.length * 4);
  workspace.int32(problem, problemFields.length).set(problemFields.map((name) => values[name]));
  const chunkJobs = Array.from({ length: chunks }, (_, chunk) => [problem, chunk]);
  const reduceJobs = Array.from({ length: REDUCE_PARTS }, (_, part) => {
    const [from, to] = [part, part + 1].map((edge) => Math.floor((edge * dimension) / REDUCE_PARTS));
    return [gradients, dimension * 8, chunks, from ?? 0, to ?? 0];
  });
  const stored = parts.sparse === undefined ? 0 : workspace.int32(parts.sparse.rowStart, parts.rows + 1)[parts.rows];
  const work = 2 * outputs * (parts.rows * denseStride + 8 * (stored ?? 0));
  const { kernels } = workspace;
  return {
    workspace,
    parts,
    outputs,
    denseStride,
    sparseColumns,
    dimension,
    labelAddress,
    weightAddress,
    penaltyAddress,
    classWeights: sumWeights(parts),
    setPenalty(penalty) {
      penalties(parts, workspace.float64(penaltyAddress, dimension), outputs, denseStride, penalty);
    },
    evaluate(coefficients, gradient) {
      kernels.narrow(coefficients, narrow, dimension);
      workspace.run("evaluateChunk", chunkJobs, work);
      workspace.run("reduceChunks", reduceJobs, dimension * chunks * 4);
      let sum = kernels.penalise(penaltyAddress, coefficients, gradients, gradient, dimension);
      const chunkLosses = workspace.float64(losses, chunks);
      for (const loss of chunkLosses) sum += loss;
      return sum;
    },
  };
}
