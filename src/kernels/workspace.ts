import { MillwrightError } from "../errors/index.ts";
import { compileKernels } from "./compile-kernels.ts";
import type { SharedKernel } from "./job-list.ts";
import type { KernelExports } from "./kernel-exports.ts";
import { detachThreads, type KernelJob, runOnThreads } from "./kernel-threads.ts";
import { type WasmMemory, webAssembly } from "./web-assembly.ts";

const PAGE = 65_536;
const LARGEST_PAGES = 65_536;
/** A returned workspace above this size is dropped at once. */
const KEPT_BYTES = 2 ** 30;
const KEPT_MS = 20_000;

/** WebAssembly memory with the kernels over it. Everything in it is freed together, when the workspace is given back. */
export class Workspace {
  readonly memory: WasmMemory;
  readonly kernels: KernelExports;
  /** The kernels' own constants lie below; every thread that joins writes them again. */
  readonly #firstFree: number;
  #next: number;
  /** Bytes below this address may hold values of an earlier borrower. */
  #dirty: number;

  constructor() {
    this.memory = new webAssembly.Memory({ initial: 1, maximum: LARGEST_PAGES, shared: true });
    const instance = new webAssembly.Instance(compileKernels(), { env: { memory: this.memory } });
    this.kernels = instance.exports as unknown as KernelExports;
    this.#firstFree = Math.ceil(this.kernels.firstFree() / 64) * 64;
    this.#next = this.#firstFree;
    this.#dirty = this.#firstFree;
  }

  /**
   * Address of `bytes` zeroed bytes, a multiple of 64, with 64 readable bytes behind them. Views made before may be too short afterwards.
   * @throws KERNELS_OUT_OF_MEMORY
   */
  allocate(bytes: number): number {
    const address = this.allocateUnset(bytes);
    const end = Math.min(this.#next, this.#dirty);
    if (end > address) new Uint8Array(this.memory.buffer, address, end - address).fill(0);
    return address;
  }

  /** The same without zeroing: for what is written in full before it is read. @throws KERNELS_OUT_OF_MEMORY */
  allocateUnset(bytes: number): number {
    const address = this.#next;
    const end = Math.ceil((address + bytes + 64) / 64) * 64;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#grow(missing, end);
    this.#next = end;
    return address;
  }

  #grow(pages: number, end: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new MillwrightError(
        "KERNELS_OUT_OF_MEMORY",
        `a computation needs ${(end / 2 ** 30).toFixed(1)} GiB of working memory; 4 GiB are the most that WebAssembly can address.`,
        "Use fewer rows or fewer columns.",
        { cause },
      );
    }
  }

  /** Forgets everything that was allocated. */
  reset(): void {
    this.#dirty = Math.max(this.#dirty, this.#next);
    this.#next = this.#firstFree;
  }

  /** Runs one kernel with each list of arguments, on all threads where `work` (multiplications in all) pays for it; jobs must not write to the same place. `meanwhile` is done by this thread while others work; it must not touch what they read or write, nor allocate. */
  run(kernel: SharedKernel, jobs: readonly KernelJob[], work: number, meanwhile: () => void = () => undefined): void {
    runOnThreads(this.memory, this.kernels, kernel, jobs, work, meanwhile);
  }

  float32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  float64(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  int32(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }
}

let kept: Workspace | undefined;
let expiry: NodeJS.Timeout | undefined;

function giveBack(workspace: Workspace): void {
  workspace.reset();
  if (kept !== undefined || workspace.memory.buffer.byteLength > KEPT_BYTES) {
    detachThreads(workspace.memory);
    return;
  }
  kept = workspace;
  clearTimeout(expiry);
  expiry = setTimeout(() => {
    detachThreads(workspace.memory);
    kept = undefined;
  }, KEPT_MS).unref();
}

function borrow(): Workspace {
  const workspace = kept ?? new Workspace();
  kept = undefined;
  clearTimeout(expiry);
  return workspace;
}

/** Calls `use` with a workspace of its own and takes it back afterwards; the last one is kept for a while, because fresh pages cost time. */
export async function withWorkspace<T>(use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = borrow();
  try {
    return await use(workspace);
  } finally {
    giveBack(workspace);
  }
}

/** The same for work that is done at once. */
export function withWorkspaceNow<T>(use: (workspace: Workspace) => T): T {
  const workspace = borrow();
  try {
    return use(workspace);
  } finally {
    giveBack(workspace);
  }
}
