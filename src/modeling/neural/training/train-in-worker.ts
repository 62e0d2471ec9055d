import { Worker } from "node:worker_threads";
import { type ErrorCode, MillwrightError } from "../../../errors/index.ts";
import type { TrainingJob, TrainingProgress, TrainingResult } from "./training-job.ts";

/** A training for the worker, and a flag that is set to end it. */
export interface ToWorker {
  readonly job: TrainingJob;
  /** One int32 in shared memory; 1: end. */
  readonly aborted: Int32Array;
}

/** What the worker says. */
export type FromWorker =
  | { readonly progress: TrainingProgress }
  | { readonly result: TrainingResult }
  | { readonly refused: { readonly code: ErrorCode; readonly problem: string; readonly fix: string } }
  | { readonly failed: unknown };

/** Workers that have nothing to do. Each has loaded the runtime, which takes longer than a small training. */
const idle: Worker[] = [];

function takeWorker(): Worker {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = idle.pop() ?? new Worker(new URL(`./training-worker.${extension}`, import.meta.url));
  worker.ref();
  return worker;
}

/** Keeps a worker for the next training, without keeping the process alive. */
function putBack(worker: Worker): void {
  worker.unref();
  idle.push(worker);
}

/** Sends a job to a worker and waits for its end. */
function converse(worker: Worker, message: ToWorker, onProgress: (progress: TrainingProgress) => void): Promise<TrainingResult> {
  return new Promise<TrainingResult>((resolve, reject) => {
    const finish = (settle: () => void): void => {
      worker.off("message", hear).off("error", fail).off("exit", leave);
      settle();
    };
    const fail = (error: unknown): void => finish(() => reject(error));
    const leave = (code: number): void => fail(new Error(`the training's thread ended with code ${code}`));
    const hear = (heard: FromWorker): void => {
      if ("progress" in heard) {
        onProgress(heard.progress);
        return;
      }
      finish(() => {
        putBack(worker);
        if ("result" in heard) resolve(heard.result);
        else if ("failed" in heard) reject(heard.failed);
        else reject(new MillwrightError(heard.refused.code, heard.refused.problem, heard.refused.fix));
      });
    };
    worker.on("message", hear).on("error", fail).on("exit", leave);
    worker.postMessage(message);
  });
}

/**
 * Runs a training in a worker thread, so that this thread's event loop stays free.
 * @throws MODELING_ABORTED, MODELING_DIVERGED, MODELING_CHECKPOINT_FOREIGN
 */
export async function trainInWorker(
  job: TrainingJob,
  onProgress: (progress: TrainingProgress) => void,
  signal?: AbortSignal,
): Promise<TrainingResult> {
  const aborted = new Int32Array(new SharedArrayBuffer(4));
  const abort = (): void => void Atomics.store(aborted, 0, 1);
  if (signal?.aborted === true) abort();
  signal?.addEventListener("abort", abort);
  try {
    return await converse(takeWorker(), { job, aborted }, onProgress);
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
