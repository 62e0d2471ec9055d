import type { KernelExports, KernelName } from "./kernel-exports.ts";
import type { WasmMemory } from "./web-assembly.ts";

/** Arguments of one call of a kernel. */
export type KernelJob = readonly number[];

/** Runs one kernel with each list of arguments. */
export function runOnThreads(_memory: WasmMemory, kernels: KernelExports, kernel: KernelName, jobs: readonly KernelJob[]): void {
  const call = kernels[kernel] as (...values: readonly number[]) => unknown;
  for (const job of jobs) call(...job);
}
