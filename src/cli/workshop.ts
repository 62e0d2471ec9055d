import { MillwrightError } from "../errors/index.ts";
import type { StudyRecord, StudyStore } from "../ledger/index.ts";
import { type Evaluator, primaryMetricOf, type StudyDesk, studyDesk, studyRequestOf, type TuningPlan } from "../mill/index.ts";
import { chooseSource } from "./choose-source.ts";
import { loadSystem } from "./resolve-system.ts";
import { rowSystem } from "./row-system.ts";
import type { Terminal } from "./terminal.ts";
import { evaluatorFor, type Isolation } from "./trial-job.ts";

/** How studies are opened. */
export interface WorkshopSettings {
  readonly workers: number;
  readonly isolation: Isolation;
}

/** A study that this process can work on. */
export interface OpenStudy {
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
async function openStudy(terminal: Terminal, store: StudyStore, record: StudyRecord, settings: WorkshopSettings): Promise<OpenStudy> {
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
export class Workshop {
  readonly #terminal: Terminal;
  readonly #store: StudyStore;
  readonly #settings: WorkshopSettings;
  readonly #opened = new Map<string, Promise<OpenStudy | undefined>>();

  constructor(terminal: Terminal, store: StudyStore, settings: WorkshopSettings) {
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

  /** Whether a trial of an open study is under way somewhere: its worker may be lost, and somebody has to take it over then. */
  async hasTrialsUnderWay(): Promise<boolean> {
    for (const { study } of await this.#store.studies({ status: "open" })) {
      const opened = await this.#opened.get(study);
      await opened?.desk.history.refresh();
      if (opened?.desk.history.records.some(({ state }) => state === "running" || state === "waiting")) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    for (const opening of this.#opened.values()) {
      const opened = await opening.catch(() => undefined);
      await Promise.all(opened?.evaluators.map((evaluator) => evaluator.close()) ?? []);
    }
  }
}
