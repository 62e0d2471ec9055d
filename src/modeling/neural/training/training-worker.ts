/** What a worker thread runs: trainings, one after the other, each on a message. Started by `train-in-worker.ts`. */
import { parentPort } from "node:worker_threads";
import { MillwrightError } from "../../../errors/index.ts";
import { runTraining } from "./run-training.ts";
import type { FromWorker, ToWorker } from "./train-in-worker.ts";
import type { TrainingProgress } from "./training-job.ts";

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Least time between two reports. */
const REPORT_EVERY_MS = 100;

parentPort?.on("message", async ({ job, aborted }: ToWorker) => {
  let reported = 0;
  let held: TrainingProgress | undefined;
  try {
    const result = await runTraining(job, {
      isAborted: () => Atomics.load(aborted, 0) !== 0,
      onProgress: (progress) => {
        held = progress;
        if (performance.now() - reported < REPORT_EVERY_MS) return;
        reported = performance.now();
        held = undefined;
        say({ progress });
      },
    });
    // The last report is never left out, wherever training ended.
    if (held !== undefined) say({ progress: held });
    say({ result });
  } catch (error) {
    if (error instanceof MillwrightError) say({ refused: { code: error.code, problem: error.problem, fix: error.fix } });
    else say({ failed: error });
  }
});
