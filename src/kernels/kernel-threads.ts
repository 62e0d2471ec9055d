import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { compileKernels } from "./compile-kernels.ts";
import { kernelsWasm } from "./generated/kernels.ts";
import { claimJob, closeJobs, type JobList, newJobList, publishJobs, runJob, type SharedKernel, waitUntilFinished } from "./job-list.ts";
import type { KernelExports } from "./kernel-exports.ts";
import type { WasmMemory } from "./web-assembly.ts";

/** Arguments of one call of a kernel. */
export type KernelJob = readonly number[];

/** Multiplications below which waking a thread costs more than it saves. */
const WORTHWHILE = 1e7;
const USUAL_MOST = 4;

let threads = Math.min(USUAL_MOST, availableParallelism());
const workers: Worker[] = [];
let attached: { memory: WasmMemory; list: JobList; workers: number } | undefined;

/**
 * Sets how many threads the kernels of this process may use, this one included; results are the same for any number.
 * The processors there are, up to 4, unless told.
 */
export function setKernelThreads(count: number): void {
  threads = Math.max(1, Math.floor(count));
  if (attached !== undefined) detachThreads(attached.memory);
}

/** How many threads the kernels may use, this one included. */
export function kernelThreads(): number {
  return threads;
}

function startWorker(): Worker {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = new Worker(new URL(`./kernel-worker.${extension}`, import.meta.url));
  worker.unref();
  return worker;
}

/** A job list over this memory that the workers listen to. */
function attach(memory: WasmMemory): JobList {
  if (attached?.memory === memory) return attached.list;
  if (attached !== undefined) closeJobs(attached.list);
  const list = newJobList();
  while (workers.length < threads - 1) workers.push(startWorker());
  for (const worker of workers.slice(0, threads - 1)) worker.postMessage({ module: compileKernels(kernelsWasm), memory, list });
  attached = { memory, list, workers: threads - 1 };
  return list;
}

/** Lets go of a memory that is no longer used. */
export function detachThreads(memory: WasmMemory): void {
  if (attached?.memory !== memory) return;
  closeJobs(attached.list);
  attached = undefined;
}

/**
 * Runs one kernel with each list of arguments. Jobs that are large enough together (`work` multiplications) are shared with other
 * threads; a thread that is still starting is not waited for. This thread does `meanwhile` before it joins in.
 */
export function runOnThreads(
  memory: WasmMemory,
  kernels: KernelExports,
  kernel: SharedKernel,
  jobs: readonly KernelJob[],
  work: number,
  meanwhile: () => void,
): void {
  if (threads === 1 || jobs.length < 2 || work < WORTHWHILE) {
    const call = kernels[kernel] as (...values: readonly number[]) => unknown;
    for (const job of jobs) call(...job);
    meanwhile();
    return;
  }
  const list = attach(memory);
  publishJobs(list, kernel, jobs);
  meanwhile();
  for (let job = claimJob(list); job >= 0; job = claimJob(list)) runJob(list, kernels, job);
  if (!waitUntilFinished(list)) throw new Error(`kernel ${kernel} failed`);
}
