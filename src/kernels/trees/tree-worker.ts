/** What a helping thread runs: its shares of operations on trees, until it is sent away. Started by `tree-team.ts`. */
import { parentPort } from "node:worker_threads";
import { type WasmMemory, type WasmModule, webAssembly } from "../web-assembly.ts";

parentPort?.on("message", ({ module, memory }: { module: WasmModule; memory: WasmMemory }) => {
  (new webAssembly.Instance(module, { env: { memory } }).exports as { serve(): void }).serve();
});
