/** What a worker thread runs: takes jobs from a shared list until the list is closed. Started by `kernel-threads.ts`. */
import { parentPort } from "node:worker_threads";
import { claimJob, type JobList, runJob, waitForJobs } from "./job-list.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./web-assembly.ts";

parentPort?.on("message", ({ module, memory, list }: { module: WasmModule; memory: WasmMemory; list: JobList }) => {
  const kernels = new webAssembly.Instance(module, { env: { memory } }).exports as Record<string, (...values: number[]) => unknown>;
  while (waitForJobs(list)) {
    for (let job = claimJob(list); job >= 0; job = claimJob(list)) runJob(list, kernels, job);
  }
});
