import { compileKernels } from "../compile-kernels.ts";
import { kernelsWasm } from "../generated/tree-kernels.ts";
import { KernelMemory } from "../kernel-memory.ts";
import { kernelThreads } from "../kernel-threads.ts";
import { webAssembly } from "../web-assembly.ts";
import { attachTeam, detachTeam } from "./tree-team.ts";

/** What the compiled kernels of trees offer; documented in src/kernels/assembly/trees. */
export interface TreeKernelExports {
  firstFree(): number;
  preparePartition(): void;
  open(): void;
  joined(): number;
  close(): void;
  serve(): void;
  run(operation: number, most: number): void;
  columnOfBest(slot: number, table: number, columns: number, wanted: number, least: number): number;
}

/** Operations of a team, by number; the same list as in src/kernels/assembly/trees/operations.ts. */
export const operations = {
  sortColumns: 0,
  binColumns: 1,
  sumGradients: 2,
  packGradients: 3,
  buildHistograms: 4,
  partition: 5,
  addLeafValues: 6,
  writeLeaves: 7,
  routeRows: 8,
  addRowValues: 9,
  exactLeafSums: 10,
  squaredGradients: 11,
  logisticGradients: 12,
  permuteColumns: 13,
  fillRecords: 14,
  permuteFloats: 15,
  scanAgain: 16,
  countEntries: 17,
  writeEntries: 18,
} as const;

/** Scratch is laid out for this many threads; see src/kernels/assembly/trees/layout.ts. */
const MOST_THREADS = 4;
const FIRST_PAGES = 14;
const ARGUMENTS = 2048;
const RESULTS = 8192;

/** The memory of one training, with the kernels of trees over it and other threads that help. */
export class TreeMemory extends KernelMemory {
  readonly kernels: TreeKernelExports;
  /** Arguments of the next operation. */
  readonly arguments: Float64Array;
  /** What the last operation answered; most do not. */
  readonly results: Float64Array;
  /** The memory's buffers: a new one whenever it has grown. */
  readonly #buffers = new WeakSet<ArrayBufferLike>();

  constructor() {
    const memory = KernelMemory.create(FIRST_PAGES);
    const instance = new webAssembly.Instance(compileKernels(kernelsWasm), { env: { memory } });
    const kernels = instance.exports as unknown as TreeKernelExports;
    super(memory, kernels.firstFree());
    this.kernels = kernels;
    this.arguments = new Float64Array(memory.buffer, ARGUMENTS, 128);
    this.results = new Float64Array(memory.buffer, RESULTS, MOST_THREADS);
    kernels.preparePartition();
  }

  /** Asks the other threads to help with what follows; those that are still starting join later. */
  gatherTeam(): void {
    attachTeam(this, this.#mostThreads() - 1);
  }

  /** Runs an operation with these arguments, on all threads or on this one alone; see assembly/trees for their order. */
  run(operation: keyof typeof operations, values: readonly number[], isShared = true): void {
    for (let at = 0; at < values.length; at++) this.arguments[at] = values[at]!;
    this.kernels.run(operations[operation], isShared ? this.#mostThreads() : 1);
  }

  /** Zeroed numbers that kernels can work on. */
  newFloats(length: number): Float32Array {
    const floats = this.float32(this.allocate(length * 4), length);
    this.#buffers.add(floats.buffer);
    return floats;
  }

  /** Address of numbers from `newFloats`, or of a part of them; undefined for others. */
  addressOf(floats: Float32Array): number | undefined {
    return this.#buffers.has(floats.buffer) ? floats.byteOffset : undefined;
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  #mostThreads(): number {
    return Math.min(MOST_THREADS, kernelThreads());
  }
}

const KEPT_MS = 20_000;
let kept: TreeMemory | undefined;
let expiry: NodeJS.Timeout | undefined;

function dropKept(): void {
  clearTimeout(expiry);
  if (kept !== undefined) detachTeam(kept);
  kept = undefined;
}

/** Memory for a training; what the last training gave back where that is at hand, because fresh pages cost time. */
export function borrowTreeMemory(): TreeMemory {
  const memory = kept ?? new TreeMemory();
  kept = undefined;
  clearTimeout(expiry);
  return memory;
}

/** Takes a training's memory back, and lets go of it unless it is wanted again soon. */
export function giveTreeMemoryBack(memory: TreeMemory): void {
  dropKept();
  memory.reset();
  kept = memory;
  expiry = setTimeout(dropKept, KEPT_MS).unref();
}
