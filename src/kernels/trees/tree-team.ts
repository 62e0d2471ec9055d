import { Worker } from "node:worker_threads";
import { compileKernels } from "../compile-kernels.ts";
import { kernelsWasm } from "../generated/tree-kernels.ts";
import type { TreeMemory } from "./tree-memory.ts";

const workers: Worker[] = [];
let attached: { memory: TreeMemory; helpers: number } | undefined;

function startWorker(): Worker {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = new Worker(new URL(`./tree-worker.${extension}`, import.meta.url));
  worker.unref();
  return worker;
}

/** Lets so many other threads serve the operations of a memory; they serve one at a time. */
export function attachTeam(memory: TreeMemory, helpers: number): void {
  if (attached?.memory === memory && attached.helpers === helpers) return;
  if (attached !== undefined) detachTeam(attached.memory);
  if (helpers === 0) return;
  memory.kernels.open();
  while (workers.length < helpers) workers.push(startWorker());
  for (const worker of workers.slice(0, helpers)) worker.postMessage({ module: compileKernels(kernelsWasm), memory: memory.memory });
  attached = { memory, helpers };
}

/** Lets go of the threads where they serve this memory. */
export function detachTeam(memory: TreeMemory): void {
  if (attached?.memory !== memory) return;
  memory.kernels.close();
  attached = undefined;
}
