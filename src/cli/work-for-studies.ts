import { hostname } from "node:os";
import { isPostgres, openStudies, openTrialQueue, type StudyStore, type TrialQueue } from "../ledger/index.ts";
import { workOnStudy } from "../mill/index.ts";
import type { Terminal } from "./terminal.ts";
import { Workshop, type WorkshopSettings } from "./workshop.ts";

/** How a worker works. */
export interface WorkerSettings extends WorkshopSettings {
  /** Absolute, or postgres://… */
  readonly store: string;
  /** Ends after so many seconds without a trial; never where absent. */
  readonly idleSeconds?: number;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks for work. */
const pollMs = 500;
/** Milliseconds between two signs of life to the queue. */
const touchMs = 15_000;

/** Workers of one process: each takes one trial after another, of whatever study has one to give. */
class Crew {
  readonly #store: StudyStore;
  /** Where the store has a queue, it says which study has work. */
  readonly #queue: TrialQueue | undefined;
  readonly #workshop: Workshop;
  readonly #settings: WorkerSettings;
  #busy = 0;
  #busyAt: number = performance.now();
  /** Trials that were ended. */
  ended = 0;

  constructor(store: StudyStore, queue: TrialQueue | undefined, workshop: Workshop, settings: WorkerSettings) {
    this.#store = store;
    this.#queue = queue;
    this.#workshop = workshop;
    this.#settings = settings;
  }

  /** One worker, until it is interrupted or all have been idle for too long. */
  async work(index: number): Promise<void> {
    while (!this.#settings.signal.aborted) {
      const trials = await this.#turn(index);
      this.ended += trials;
      if (trials > 0) this.#busyAt = performance.now();
      else if (await this.#isIdle()) return;
      else await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async #isIdle(): Promise<boolean> {
    const { idleSeconds = Number.POSITIVE_INFINITY } = this.#settings;
    if (this.#busy > 0 || performance.now() - this.#busyAt <= 1000 * idleSeconds) return false;
    if (!(await this.#workshop.hasTrialsUnderWay())) return true;
    this.#busyAt = performance.now();
    return false;
  }

  /** One look for work. @returns how many trials were ended */
  async #turn(index: number): Promise<number> {
    const offer = await this.#queue?.take();
    const touch = offer === undefined ? undefined : setInterval(() => offer.touch().catch(() => undefined), touchMs);
    this.#busy++;
    try {
      for (const study of await this.#studiesWithWork(offer?.study)) {
        const trials = await this.#workOn(study, index);
        if (trials > 0) return trials;
      }
      return 0;
    } finally {
      this.#busy--;
      clearInterval(touch);
      await offer?.done();
    }
  }

  /** Studies that may have a trial to give: one that was offered, or all that are open. */
  async #studiesWithWork(offered: string | undefined): Promise<string[]> {
    if (this.#queue !== undefined) return offered === undefined ? [] : [offered];
    return (await this.#store.studies({ status: "open" })).map(({ study }) => study);
  }

  async #workOn(study: string, index: number): Promise<number> {
    const opened = await this.#workshop.open(study);
    const evaluator = opened?.evaluators[index];
    if (opened === undefined || evaluator === undefined) return 0;
    const worker = `worker/${hostname()}:${process.pid}/${index}`;
    return workOnStudy(opened.desk, evaluator, { worker, signal: this.#settings.signal, onEvent: () => undefined }, 1);
  }
}

/**
 * Takes trials of every study in a store, one after another in each of its workers, until it is interrupted or idle for too long.
 * It is not idle while a trial is under way anywhere: the trial of a worker that is lost is taken over.
 * @returns how many trials it ended.
 * @throws LEDGER_STORE_UNREACHABLE
 */
export async function workForStudies(terminal: Terminal, settings: WorkerSettings): Promise<number> {
  const store = await openStudies(settings.store);
  const workshop = new Workshop(terminal, store, settings);
  let queue: TrialQueue | undefined;
  try {
    queue = isPostgres(settings.store) ? await openTrialQueue(settings.store) : undefined;
    terminal.err(`looking for trials in ${store.place}\n`);
    const crew = new Crew(store, queue, workshop, settings);
    await Promise.all(Array.from({ length: settings.workers }, (_, index) => crew.work(index)));
    return crew.ended;
  } finally {
    await workshop.close();
    await queue?.end();
    await store.end();
  }
}
