import { compileKernels } from "./compile-kernels.ts";
import { kernelsWasm } from "./generated/kernels.ts";
import type { SharedKernel } from "./job-list.ts";
import type { KernelExports } from "./kernel-exports.ts";
import { KernelMemory } from "./kernel-memory.ts";
import { detachThreads, type KernelJob, runOnThreads } from "./kernel-threads.ts";
import { type WasmMemory, webAssembly } from "./web-assembly.ts";

/** A returned workspace above this size is dropped at once. */
const KEPT_BYTES = 2 ** 30;
const KEPT_MS = 20_000;

/** WebAssembly memory with the kernels over it. Everything in it is freed together, when the workspace is given back. */
export class Workspace extends KernelMemory {
  readonly kernels: KernelExports;

  constructor() {
    const memory: WasmMemory = KernelMemory.create(1);
    const instance = new webAssembly.Instance(compileKernels(kernelsWasm), { env: { memory } });
    const kernels = instance.exports as unknown as KernelExports;
    super(memory, kernels.firstFree());
    this.kernels = kernels;
  }

  /** Runs one kernel with each list of arguments, on all threads where `work` (multiplications in all) pays for it; jobs must not write to the same place. `meanwhile` is done by this thread while others work; it must not touch what they read or write, nor allocate. */
  run(kernel: SharedKernel, jobs: readonly KernelJob[], work: number, meanwhile: () => void = () => undefined): void {
    runOnThreads(this.memory, this.kernels, kernel, jobs, work, meanwhile);
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
