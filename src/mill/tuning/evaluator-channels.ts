import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { EvaluatorChannel, FromEvaluator } from "./evaluator-messages.ts";

/** Characters of what a process said last that are looked through for a reason. */
const keptText = 4000;

/** Why a process ended, from what it said last. */
function endOf(code: number | null, signal: string | null, said: string): string {
  const limit = /memory limit: (.*)/.exec(said)?.[1];
  if (limit !== undefined) return `out of memory: ${limit}`;
  if (/heap out of memory|allocation failed/i.test(said)) return "out of memory: its heap was full";
  const error = said.split("\n").find((line) => /error/i.test(line));
  return `its process ended with ${signal ?? `code ${code}`}${error === undefined ? "" : `: ${error.trim().slice(0, 200)}`}`;
}

/**
 * A process that runs `module` with `data` as its argument. Whatever a trial does to it, the caller lives on.
 * @param memoryMegabytes - limit of its JavaScript heap; the module limits the rest with `limitMemory`.
 */
export function processChannel(module: URL, data: unknown, memoryMegabytes: number): EvaluatorChannel {
  const child = fork(fileURLToPath(module), [JSON.stringify(data)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${Math.ceil(memoryMegabytes)}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  let said = "";
  child.stderr?.on("data", (text: Buffer) => {
    said = (said + text.toString()).slice(-keptText);
  });
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (handler) => child.on("message", (message) => handler(message as FromEvaluator)),
    onEnd: (handler) => {
      child.once("error", (error) => handler(`its process did not start: ${error.message}`));
      child.once("close", (code, signal) => handler(endOf(code, signal, said)));
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/** Milliseconds between two looks at a thread's memory. */
const watchMs = 50;

/**
 * A thread that runs `module` with `data` as its `workerData`: lighter than a process, but what crashes in native code, or fills
 * the memory within a moment, takes the whole process along.
 * @param memoryMegabytes - heap and array buffers of the thread; wasm and native memory are not seen.
 */
export function threadChannel(module: URL, data: unknown, memoryMegabytes: number): EvaluatorChannel {
  // V8 ends the process when a thread runs into its hard limit: that one lies far off, and the thread is ended before.
  const worker = new Worker(module, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: 2 * memoryMegabytes + 1024 } });
  let reason = "its thread ended";
  const watch = setInterval(() => {
    worker.getHeapStatistics().then(
      ({ used_heap_size: heap, external_memory: buffers }) => {
        const used = (heap + buffers) / 1e6;
        if (used <= memoryMegabytes) return;
        reason = `out of memory: ${Math.round(used)} MB used, ${memoryMegabytes} MB allowed`;
        void worker.terminate();
      },
      () => undefined,
    );
  }, watchMs);
  worker.once("exit", () => clearInterval(watch));
  worker.on("error", (error: NodeJS.ErrnoException) => {
    reason = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory: its heap was full" : `its thread ended: ${error.message}`;
  });
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (handler) => worker.on("message", handler),
    onEnd: (handler) => worker.once("exit", () => handler(reason)),
    kill: () => void worker.terminate(),
  };
}
