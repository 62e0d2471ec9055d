import { hostname } from "node:os";
import { MillwrightError } from "../errors/index.ts";
import {
  isPostgres,
  openStudies,
  openTrialQueue,
  type StudyRecord,
  type StudyStore,
  type TrialOffer,
  type TrialQueue,
} from "../ledger/index.ts";
import { type Evaluator, primaryMetricOf, type StudyDesk, studyDesk, studyRequestOf, type TuningPlan, workOnStudy } from "../mill/index.ts";
import { chooseSource } from "./choose-source.ts";
import { loadSystem } from "./resolve-system.ts";
import { rowSystem } from "./row-system.ts";
import type { Terminal } from "./terminal.ts";
import { evaluatorFor, type Isolation } from "./trial-job.ts";

/** How a worker works. */
export interface WorkerSettings {
  /** Absolute, or postgres://… */
  readonly store: string;
  readonly workers: number;
  readonly isolation: Isolation;
  /** Ends after so many seconds without a trial; never where absent. */
  readonly idleSeconds?: number;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks for work. */
const pollMs = 500;
/** Milliseconds between two signs of life to the queue. */
const touchMs = 15_000;

/** A study that this process can work on. */
interface OpenStudy {
  readonly desk: StudyDesk;
  readonly evaluators: readonly Evaluator[];
}

/** What the tuner has written down for workers. */
interface StoredJob {
  readonly system: string;
  readonly data?: string;
  readonly plan: TuningPlan;
}

/** Opens the study's system on its rows, as they are on this machine. @throws LEDGER_STUDY_DIFFERS when they are not the tuner's */
async function openStudy(terminal: Terminal, store: StudyStore, record: StudyRecord, settings: WorkerSettings): Promise<OpenStudy> {
  const { system: name, data, plan } = JSON.parse(record.job) as StoredJob;
  const system = rowSystem((await loadSystem(name, terminal.directory)).system, "worker");
  const { directory, env } = terminal;
  const source = await chooseSource(system, name, { path: data, published: env["MILLWRIGHT_DATA"], directory, seed: plan.seed });
  const { rowSchemaOf } = await import("../data/index.ts");
  const { fingerprint } = await source.read(rowSchemaOf(system.row), { seed: plan.seed });
  const metric = primaryMetricOf(system);
  const own = studyRequestOf(system, { fingerprint, seed: plan.seed }, plan, metric, {});
  if (own.key !== record.key || own.terms !== record.terms) {
    throw new MillwrightError(
      "LEDGER_STUDY_DIFFERS",
      `"${name}" or its data (${source.description}) are not on this machine what they are where "${record.candidate}" is tuned.`,
      "Bring the same version of the system, and the same data at the same path.",
    );
  }
  const job = { system: name, ...(data === undefined ? {} : { data }), directory, plan };
  return {
    desk: await studyDesk(store, record, system, plan, metric),
    evaluators: Array.from({ length: settings.workers }, () => evaluatorFor(job, settings.isolation)),
  };
}

/** Studies that this process has opened; one that it cannot is named once and passed over. */
class Workshop {
  readonly #terminal: Terminal;
  readonly #store: StudyStore;
  readonly #settings: WorkerSettings;
  readonly #opened = new Map<string, Promise<OpenStudy | undefined>>();

  constructor(terminal: Terminal, store: StudyStore, settings: WorkerSettings) {
    this.#terminal = terminal;
    this.#store = store;
    this.#settings = settings;
  }

  open(study: string): Promise<OpenStudy | undefined> {
    const known = this.#opened.get(study);
    if (known !== undefined) return known;
    const opening = this.#open(study);
    this.#opened.set(study, opening);
    return opening;
  }

  async #open(study: string): Promise<OpenStudy | undefined> {
    const record = await this.#store.study(study);
    if (record === undefined) return undefined;
    this.#terminal.err(`study ${study}: ${record.candidate} of ${record.system}\n`);
    try {
      return await openStudy(this.#terminal, this.#store, record, this.#settings);
    } catch (error) {
      if (!(error instanceof MillwrightError) || error.code === "LEDGER_STORE_UNREACHABLE") throw error;
      this.#terminal.err(`error ${error.code}: ${error.problem}\nfix: ${error.fix}\n`);
      return undefined;
    }
  }

  async close(): Promise<void> {
    for (const opening of this.#opened.values()) {
      const opened = await opening.catch(() => undefined);
      await Promise.all(opened?.evaluators.map((evaluator) => evaluator.close()) ?? []);
    }
  }
}

/** Studies that may have a trial to give: one that was offered, or all that are open. */
async function studiesWithWork(store: StudyStore, offer: TrialOffer | undefined, queued: boolean): Promise<string[]> {
  if (queued) return offer === undefined ? [] : [offer.study];
  return (await store.studies({ status: "open" })).map(({ study }) => study);
}

/**
 * Takes trials of every study in a store, one after another in each of its workers, until it is interrupted or idle for too long.
 * @returns how many trials it ended.
 * @throws LEDGER_STORE_UNREACHABLE
 */
export async function workForStudies(terminal: Terminal, settings: WorkerSettings): Promise<number> {
  const { signal, idleSeconds = Number.POSITIVE_INFINITY, workers } = settings;
  const store = await openStudies(settings.store);
  let queue: TrialQueue | undefined;
  const workshop = new Workshop(terminal, store, settings);
  let ended = 0;
  let busyAt = performance.now();
  let busy = 0;

  const workOn = async (study: string, index: number): Promise<number> => {
    const opened = await workshop.open(study);
    const evaluator = opened?.evaluators[index];
    if (opened === undefined || evaluator === undefined) return 0;
    const worker = `worker/${hostname()}:${process.pid}/${index}`;
    return workOnStudy(opened.desk, evaluator, { worker, signal, onEvent: () => undefined }, 1);
  };

  /** One look for work. @returns how many trials were ended */
  const turn = async (index: number): Promise<number> => {
    const offer = await queue?.take();
    const touch = offer === undefined ? undefined : setInterval(() => offer.touch().catch(() => undefined), touchMs);
    busy++;
    try {
      for (const study of await studiesWithWork(store, offer, queue !== undefined)) {
        const trials = await workOn(study, index);
        if (trials > 0) return trials;
      }
      return 0;
    } finally {
      busy--;
      clearInterval(touch);
      await offer?.done();
    }
  };

  const work = async (index: number): Promise<void> => {
    while (!signal.aborted) {
      const trials = await turn(index);
      ended += trials;
      if (trials > 0) busyAt = performance.now();
      else if (busy === 0 && performance.now() - busyAt > 1000 * idleSeconds) return;
      else await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };

  try {
    queue = isPostgres(settings.store) ? await openTrialQueue(settings.store) : undefined;
    await Promise.all(Array.from({ length: workers }, (_, index) => work(index)));
    return ended;
  } finally {
    await workshop.close();
    await queue?.end();
    await store.end();
  }
}
