// One pass over a chunk of rows: loss and gradient at the given coefficients.

import { Problem } from "./problem";
import { addResiduals, softmaxLoss, sparseGradients, sparseLogits } from "./several";
import { denseAccumulate, denseDots, layPairs, logisticLoss, sparseDots, sparseScatter, squaredLoss, takePairs } from "./single";
import { BLOCK_ROWS, plainTiles, transposedTiles } from "./tile";

/** Rows whose sparse elements stay in the nearest cache between their two uses. */
const SHORT_ROWS: i32 = 8;
/** Rows after which the frequent columns' float32 gradients are added to the float64 ones. */
const TAKEN_ROWS: i32 = 32_768;

@inline
function rowLosses(problem: Problem, first: i32, rows: i32, logits: usize, residual: usize): f64 {
  const label = problem.label + (<usize>first << 2);
  const weight = problem.weight + (<usize>first << 2);
  return problem.loss == 0 ? logisticLoss(logits, label, weight, rows, residual) : squaredLoss(logits, label, weight, rows, residual);
}

/** Sparse elements of a block: logits, loss and gradient of a few rows at a time. */
function sparseBlock(problem: Problem, first: i32, rows: i32, logits: usize, residual: usize, pairs: usize): f64 {
  let loss: f64 = 0;
  for (let r = 0; r < rows; r += SHORT_ROWS) {
    const count = min(SHORT_ROWS, rows - r);
    const own = logits + (<usize>r << 3);
    const rest = residual + (<usize>r << 2);
    sparseDots(problem, first + r, count, pairs, own);
    loss += rowLosses(problem, first + r, count, own, rest);
    sparseScatter(problem, first + r, count, rest, pairs);
  }
  return loss;
}

/** Block of rows [first, first + rows) with one output. Scratch: 256 float64 logits, 256 float32 residuals, denseStride floats. */
function singleBlock(problem: Problem, first: i32, rows: i32, scratch: usize, gradient: usize, pairs: usize): f64 {
  const logits = scratch;
  const residual = scratch + BLOCK_ROWS * 8;
  const block = residual + BLOCK_ROWS * 4;
  const stride = problem.denseStride;
  const columns = stride + problem.sparseColumns;
  const intercept = <f64>load<f32>(problem.coefficients + (<usize>columns << 2));
  for (let r = 0; r < BLOCK_ROWS; r++) store<f64>(logits + (r << 3), intercept);
  const x = problem.dense + ((<usize>first * stride) << 2);
  if (stride > 0) denseDots(x, stride, rows, problem.coefficients, logits);
  let loss: f64 = 0;
  if (problem.sparseColumns > 0) loss = sparseBlock(problem, first, rows, logits, residual, pairs);
  else loss = rowLosses(problem, first, rows, logits, residual);
  for (let r = rows; r < ((rows + 3) & ~3); r++) store<f32>(residual + (r << 2), 0);
  if (stride > 0) {
    memory.fill(block, 0, <usize>stride << 2);
    const after = first + 2 * BLOCK_ROWS <= problem.rows ? x + ((<usize>BLOCK_ROWS * stride) << 2) : x;
    v128.store(logits, denseAccumulate(x, stride, rows, residual, block, after));
    for (let j = 0; j < stride; j++) {
      const place = gradient + (<usize>j << 3);
      store<f64>(place, load<f64>(place) + <f64>load<f32>(block + (<usize>j << 2)));
    }
  }
  let sum: f64 = 0;
  for (let r = 0; r < rows; r++) sum += <f64>load<f32>(residual + (r << 2));
  const place = gradient + (<usize>columns << 3);
  store<f64>(place, load<f64>(place) + sum);
  return loss;
}

/** The same with several outputs. Scratch: 256 × outputs float32 logits and residuals. */
function severalBlock(problem: Problem, first: i32, rows: i32, scratch: usize, gradient: usize): f64 {
  const outputs = problem.outputs;
  const outputBytes = <usize>outputs << 2;
  const logits = scratch;
  const residual = scratch + <usize>BLOCK_ROWS * outputBytes;
  const stride = problem.denseStride;
  const sparseAt = problem.coefficients + <usize>stride * outputBytes;
  const intercept = sparseAt + <usize>problem.sparseColumns * outputBytes;
  const x = problem.dense + ((<usize>first * stride) << 2);
  for (let r = 0; r < BLOCK_ROWS; r++) memory.copy(logits + <usize>r * outputBytes, intercept, outputBytes);
  if (stride > 0) {
    for (let r = 0; r < rows; r += 4) {
      const at = x + ((<usize>r * stride) << 2);
      plainTiles(at, <usize>stride << 2, problem.coefficients, outputBytes, stride, logits + <usize>r * outputBytes, outputBytes, outputs);
    }
  }
  if (problem.sparseColumns > 0) sparseLogits(problem, first, rows, sparseAt, logits);
  const label = problem.label + (<usize>first << 2);
  const weight = problem.weight + (<usize>first << 2);
  const loss = softmaxLoss(logits, label, weight, rows, problem.classes, outputs, residual);
  for (let j = 0; j < stride; j += 4) {
    transposedTiles(x + (j << 2), <usize>stride << 2, residual, outputBytes, rows, gradient + <usize>j * outputBytes * 2, outputBytes * 2, outputs);
  }
  if (problem.sparseColumns > 0) sparseGradients(problem, first, rows, residual, gradient + <usize>stride * outputBytes * 2);
  addResiduals(outputs, rows, residual, gradient + <usize>(stride + problem.sparseColumns) * outputBytes * 2);
  return loss;
}

/** Columns at the front, the most frequent ones, whose gradients are taken out of float32 now and then. */
const FREQUENT: i32 = 8_192;

/** Rows [begin, end) with one output. */
function singleChunk(problem: Problem, begin: i32, end: i32, scratch: usize, gradient: usize, pairs: usize): f64 {
  const columns = problem.sparseColumns;
  const sparseAt = gradient + (<usize>problem.denseStride << 3);
  const frequent = min(columns, FREQUENT);
  layPairs(problem.coefficients + (<usize>problem.denseStride << 2), pairs, columns);
  let loss: f64 = 0;
  let taken = begin;
  for (let first = begin; first < end; first += BLOCK_ROWS) {
    loss += singleBlock(problem, first, min(BLOCK_ROWS, end - first), scratch, gradient, pairs);
    if (first - taken >= TAKEN_ROWS) {
      takePairs(pairs, sparseAt, frequent);
      taken = first;
    }
  }
  takePairs(pairs, sparseAt, columns);
  return loss;
}

/** Rows [begin, end) with several outputs. */
function severalChunk(problem: Problem, begin: i32, end: i32, scratch: usize, gradient: usize): f64 {
  let loss: f64 = 0;
  for (let first = begin; first < end; first += BLOCK_ROWS) loss += severalBlock(problem, first, min(BLOCK_ROWS, end - first), scratch, gradient);
  return loss;
}

/** Loss and gradient over chunk number `chunk`, into its own slots. */
export function evaluateChunk(address: usize, chunk: i32): void {
  const problem = changetype<Problem>(address);
  const gradient = problem.gradient + <usize>chunk * problem.gradientBytes;
  const scratch = problem.scratch + <usize>chunk * problem.scratchBytes;
  const pairs = problem.pairs + <usize>chunk * (<usize>problem.sparseColumns << 3);
  memory.fill(gradient, 0, problem.gradientBytes);
  const begin = chunk * problem.chunkRows;
  const end = min(problem.rows, begin + problem.chunkRows);
  const loss = problem.outputs == 1 ? singleChunk(problem, begin, end, scratch, gradient, pairs) : severalChunk(problem, begin, end, scratch, gradient);
  store<f64>(problem.losses + (<usize>chunk << 3), loss);
}

/** first[0..n) ← Σ over chunks of the gradients that are `bytes` apart, for elements [from, to). */
export function reduceChunks(first: usize, bytes: usize, chunks: i32, from: i32, to: i32): void {
  for (let c = 1; c < chunks; c++) {
    const other = first + <usize>c * bytes;
    for (let i = from; i < to; i++) {
      const place = first + (<usize>i << 3);
      store<f64>(place, load<f64>(place) + load<f64>(other + (<usize>i << 3)));
    }
  }
}
