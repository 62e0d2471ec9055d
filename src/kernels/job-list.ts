import type { KernelName } from "./kernel-exports.ts";

/** Calls of one kernel that threads share out among themselves. */
export interface JobList {
  /** [generation and jobs left to claim, jobs finished, kernel, arguments per job, jobs, closed, failed] */
  readonly control: Int32Array;
  readonly arguments: Float64Array;
}

const LEFT = 0;
const FINISHED = 1;
const KERNEL = 2;
const WIDTH = 3;
const JOBS = 4;
const CLOSED = 5;
const FAILED = 6;
/** Low bits of the first word: jobs that nobody has claimed. The bits above count the lists, so that an old claim cannot hit a new list. */
const LEFT_BITS = 12;
const LEFT_MASK = (1 << LEFT_BITS) - 1;
const MOST_ARGUMENTS = 16;

/** Kernels that threads may run, by number. */
const shared: readonly SharedKernel[] = [
  "evaluateChunk",
  "gramRows",
  "reduceChunks",
  "nearestRows",
  "predictRows",
  "factorGram",
  "factorProduct",
  "factorRows",
  "rankSamples",
  "inverseColumns",
  "togetherRows",
  "strongestInColumns",
  "sweepGather",
  "sweepRows",
];

export type SharedKernel = Extract<
  KernelName,
  | "evaluateChunk"
  | "gramRows"
  | "reduceChunks"
  | "nearestRows"
  | "predictRows"
  | "factorGram"
  | "factorProduct"
  | "factorRows"
  | "rankSamples"
  | "inverseColumns"
  | "togetherRows"
  | "strongestInColumns"
  | "sweepGather"
  | "sweepRows"
>;

/** An empty list. */
export function newJobList(): JobList {
  return {
    control: new Int32Array(new SharedArrayBuffer(8 * 4)),
    arguments: new Float64Array(new SharedArrayBuffer((LEFT_MASK + 1) * MOST_ARGUMENTS * 8)),
  };
}

/** Puts jobs in and wakes the threads. At most 4,095 jobs. */
export function publishJobs(list: JobList, kernel: SharedKernel, jobs: readonly (readonly number[])[]): void {
  const { control } = list;
  const width = jobs[0]!.length;
  for (let j = 0; j < jobs.length; j++) list.arguments.set(jobs[j]!, j * width);
  control[KERNEL] = shared.indexOf(kernel);
  control[WIDTH] = width;
  control[JOBS] = jobs.length;
  control[FAILED] = 0;
  Atomics.store(control, FINISHED, 0);
  const generation = (Atomics.load(control, LEFT) >>> LEFT_BITS) + 1;
  Atomics.store(control, LEFT, (generation << LEFT_BITS) | jobs.length);
  Atomics.notify(control, LEFT);
}

/** Number of a job that is now the caller's, or −1. */
export function claimJob({ control }: JobList): number {
  for (;;) {
    const word = Atomics.load(control, LEFT);
    const left = word & LEFT_MASK;
    if (left === 0) return -1;
    if (Atomics.compareExchange(control, LEFT, word, word - 1) === word) return left - 1;
  }
}

/** Runs a claimed job. */
export function runJob({ control, arguments: all }: JobList, kernels: object, job: number): void {
  const width = control[WIDTH]!;
  const kernel = (kernels as Record<string, (...values: number[]) => unknown>)[shared[control[KERNEL]!]!]!;
  try {
    kernel(...all.subarray(job * width, (job + 1) * width));
  } catch {
    Atomics.store(control, FAILED, 1);
  }
  Atomics.add(control, FINISHED, 1);
  Atomics.notify(control, FINISHED);
}

/** Waits until there are jobs; false when the list is closed. */
export function waitForJobs({ control }: JobList): boolean {
  for (;;) {
    if (Atomics.load(control, CLOSED) === 1) return false;
    const word = Atomics.load(control, LEFT);
    if ((word & LEFT_MASK) > 0) return true;
    Atomics.wait(control, LEFT, word);
  }
}

/** Waits until every job has finished. False when one failed. */
export function waitUntilFinished({ control }: JobList): boolean {
  for (;;) {
    const finished = Atomics.load(control, FINISHED);
    if (finished >= control[JOBS]!) return Atomics.load(control, FAILED) === 0;
    Atomics.wait(control, FINISHED, finished);
  }
}

/** Sends the threads back to their event loops. */
export function closeJobs({ control }: JobList): void {
  Atomics.store(control, CLOSED, 1);
  Atomics.add(control, LEFT, 1 << LEFT_BITS);
  Atomics.notify(control, LEFT);
}
