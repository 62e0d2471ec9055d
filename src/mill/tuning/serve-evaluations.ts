import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { reasonOf } from "./evaluator.ts";
import type { EvaluatorPort, ToEvaluator } from "./evaluator-messages.ts";
import type { Evaluate } from "./trial-evaluation.ts";

/** This thread's or process's own port to who started it. */
function ownPort(): EvaluatorPort {
  if (!isMainThread && parentPort !== null) {
    const port = parentPort;
    return { send: (message) => port.postMessage(message), onMessage: (handler) => port.on("message", handler) };
  }
  // Without its parent nobody would read the answers: the trial is taken by another worker.
  process.on("disconnect", () => process.exit());
  return {
    send: (message) => process.send?.(message),
    onMessage: (handler) => process.on("message", (message) => handler(message as ToEvaluator)),
  };
}

/** What whoever started this thread or process has told it. */
export function evaluatorData(): unknown {
  return isMainThread ? JSON.parse(process.argv[2] ?? "null") : workerData;
}

/** Ends this process when it needs more than so much memory, also while a trial keeps its main thread busy. */
export function limitMemory(megabytes: number): void {
  if (!isMainThread) return;
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  new Worker(new URL(`./memory-watch.${extension}`, import.meta.url), { workerData: { megabytes } }).unref();
}

/** Answers to evaluations until the process ends: one at a time, each with its reports and its end. */
export async function serveEvaluations(open: () => Promise<Evaluate>): Promise<void> {
  const port = ownPort();
  const evaluate = await open();
  const stops = new Map<number, AbortController>();
  port.onMessage((message) => {
    const { id } = message;
    if (message.type === "stop") {
      stops.get(id)?.abort();
      return;
    }
    const stop = new AbortController();
    stops.set(id, stop);
    evaluate(message.values, { signal: stop.signal, onReport: (step, value) => port.send({ type: "report", id, step, value }) })
      .then(
        (evaluation) => port.send({ type: "measured", id, evaluation }),
        (error: unknown) => port.send({ type: "failed", id, reason: reasonOf(error) }),
      )
      .finally(() => stops.delete(id));
  });
  port.send({ type: "ready" });
}
