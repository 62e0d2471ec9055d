import { Workspace } from "../workspace.ts";
import { BLOCK, packTrees } from "./pack-trees.ts";
import { markMissingZeros, type TreeSum } from "./walk-trees.ts";

/** Bytes of rows that are held at once, or one block where that is more. */
const PASS_BYTES = 2 ** 23;
/** Most blocks of one job, and jobs of a pass at least where there are as many blocks; threads take one job after the other. */
const JOB_BLOCKS = 16;
const LEAST_JOBS = 4;
/** Rows behind the last whose scores the kernels may write. */
const SPARE_ROWS = 16;
/** Multiplications that one row in one tree is worth, about. */
const TREE_WORK = 30;

/** Where rows, their scores and the kernels' scratch lie. */
interface Buffers {
  /** In rows, a multiple of a block. */
  readonly capacity: number;
  /** Rows of one job. */
  readonly jobRows: number;
  readonly rows: number;
  readonly scores: number;
  /** Scratch of each job, one behind the other. */
  readonly scratch: number;
}

/**
 * An ensemble in compiled memory, ready to score rows.
 * It answers as `walkTrees` does, to the bit, on any number of threads.
 */
export class TreePredictor {
  readonly #sum: TreeSum;
  readonly #workspace: Workspace;
  readonly #ensemble: number;
  readonly #scratchBytes: number;
  readonly #rowAddress: number;
  readonly #scoreAddress: number;
  readonly #rowScratch: number;
  #rowView: Float32Array;
  #scoreView: Float64Array;
  #buffers: Buffers | undefined;

  /**
   * @param workspace - where it lies; it must outlive the predictor. One of its own unless given.
   * @throws KERNELS_OUT_OF_MEMORY
   */
  constructor(sum: TreeSum, workspace: Workspace = new Workspace()) {
    this.#workspace = workspace;
    const packed = packTrees(sum, (bytes) => workspace.allocateUnset(bytes));
    workspace.int32(packed.address, packed.words.length).set(packed.words);
    this.#sum = sum;
    this.#ensemble = packed.address;
    this.#scratchBytes = packed.scratch * BLOCK * 4;
    this.#rowAddress = workspace.allocateUnset(sum.columns * 4);
    this.#scoreAddress = workspace.allocateUnset(sum.outputs * 8);
    this.#rowScratch = workspace.allocateUnset(packed.scratch * 4);
    this.#rowView = workspace.float32(this.#rowAddress, sum.columns);
    this.#scoreView = workspace.float64(this.#scoreAddress, sum.outputs);
  }

  /**
   * Scores of one row, length outputs; the next call writes over them.
   * @param values - length columns; NaN where missing.
   */
  scoreRow(values: Float32Array): Float64Array {
    const { columns, base, zeroIsMissing } = this.#sum;
    this.#rowView.set(zeroIsMissing === undefined ? values : markMissingZeros(values, columns, zeroIsMissing));
    this.#scoreView.set(base);
    this.#workspace.kernels.predictRow(this.#ensemble, this.#rowAddress, this.#scoreAddress, this.#rowScratch);
    return this.#scoreView;
  }

  /**
   * Scores of rows, [rows, outputs].
   * @param values - row-major [rows, columns]; NaN where missing.
   * @throws KERNELS_OUT_OF_MEMORY
   */
  scores(values: Float32Array, rows: number): Float64Array {
    const { columns, outputs } = this.#sum;
    const scores = new Float64Array(rows * outputs);
    if (rows === 1) {
      scores.set(this.scoreRow(values));
      return scores;
    }
    const buffers = this.#buffersFor(rows);
    for (let from = 0; from < rows; from += buffers.capacity) {
      const to = Math.min(rows, from + buffers.capacity);
      scores.set(this.#pass(buffers, values.subarray(from * columns, to * columns), to - from), from * outputs);
    }
    return scores;
  }

  /** Scores of rows that fit the buffers. */
  #pass(buffers: Buffers, values: Float32Array, rows: number): Float64Array {
    const { columns, outputs, base, trees, zeroIsMissing } = this.#sum;
    this.#workspace.float32(buffers.rows, values.length).set(markMissingZeros(values, columns, zeroIsMissing));
    const scores = this.#workspace.float64(buffers.scores, rows * outputs);
    // `set` costs more to begin than a score takes to write.
    if (outputs === 1) scores.fill(base[0]!);
    else for (let at = 0; at < scores.length; at += outputs) for (let k = 0; k < outputs; k++) scores[at + k] = base[k]!;
    const jobs: number[][] = [];
    for (let from = 0; from < rows; from += buffers.jobRows) {
      const count = Math.min(rows - from, buffers.jobRows);
      const scratch = buffers.scratch + jobs.length * this.#scratchBytes;
      const firstRow = buffers.rows + from * columns * 4;
      jobs.push([this.#ensemble, firstRow, columns * 4, count, buffers.scores + from * outputs * 8, scratch]);
    }
    this.#workspace.run("predictRows", jobs, rows * trees.length * TREE_WORK);
    return scores;
  }

  /** Buffers for as many rows, or for as many as are held at once. */
  #buffersFor(rows: number): Buffers {
    const { columns, outputs } = this.#sum;
    const most = Math.max(1, Math.floor(PASS_BYTES / (4 * columns * BLOCK)));
    const wanted = Math.min(Math.ceil(rows / BLOCK), most);
    if (this.#buffers !== undefined && this.#buffers.capacity >= wanted * BLOCK) return this.#buffers;
    const capacity = wanted * BLOCK;
    const jobBlocks = Math.min(JOB_BLOCKS, Math.ceil(wanted / LEAST_JOBS));
    const jobs = Math.ceil(wanted / jobBlocks);
    const workspace = this.#workspace;
    this.#buffers = {
      capacity,
      jobRows: jobBlocks * BLOCK,
      rows: workspace.allocateUnset(capacity * columns * 4),
      scores: workspace.allocateUnset((capacity + SPARE_ROWS) * outputs * 8),
      scratch: workspace.allocateUnset(jobs * this.#scratchBytes),
    };
    // The memory may have moved.
    this.#rowView = workspace.float32(this.#rowAddress, columns);
    this.#scoreView = workspace.float64(this.#scoreAddress, outputs);
    return this.#buffers;
  }
}
