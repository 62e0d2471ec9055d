import type { StudyStore, TrialRecord } from "../../ledger/index.ts";
import type { Trial } from "../../modeling/index.ts";

/** A trial as samplers and pruners know it; undefined while nobody has proposed anything for it. */
export function trialOf({ number, state, parameters, outcome, reports }: TrialRecord): Trial | undefined {
  if (parameters === undefined) return undefined;
  const seconds = outcome?.measured?.["seconds"];
  return {
    number,
    // Whoever takes a waiting trial tries the same parameters: to a sampler it is under way.
    state: state === "waiting" ? "running" : state,
    parameters,
    values: outcome?.values ?? [],
    intermediate: reports,
    constraints: [],
    ...(typeof seconds === "number" ? { seconds } : {}),
    ...(outcome?.reason === undefined ? {} : { reason: outcome.reason }),
  };
}

/** Whether nothing more happens to a trial. */
export function isOver({ state }: Pick<TrialRecord, "state">): boolean {
  return state === "complete" || state === "pruned" || state === "failed";
}

/** A study's trials as they were last read; only what changed is read again, and what did not change stays the same object. */
export class StudyHistory {
  readonly #store: StudyStore;
  readonly #study: string;
  readonly #records = new Map<number, TrialRecord>();
  readonly #trials = new Map<number, Trial>();
  #revision = 0;
  #refreshing: Promise<void> | undefined;

  constructor(store: StudyStore, study: string) {
    this.#store = store;
    this.#study = study;
  }

  /** Reads what has changed. Callers at the same time share one reading that begins after the last of them asked. */
  async refresh(): Promise<void> {
    while (this.#refreshing !== undefined) await this.#refreshing;
    this.#refreshing = this.#read();
    try {
      await this.#refreshing;
    } finally {
      this.#refreshing = undefined;
    }
  }

  async #read(): Promise<void> {
    const { revision, trials } = await this.#store.changes(this.#study, this.#revision);
    for (const record of trials) {
      this.#records.set(record.number, record);
      const trial = trialOf(record);
      if (trial === undefined) this.#trials.delete(record.number);
      else this.#trials.set(record.number, trial);
    }
    this.#revision = revision;
  }

  /** By ascending number. */
  get records(): readonly TrialRecord[] {
    return [...this.#records.values()].sort((a, b) => a.number - b.number);
  }

  /** Those that have parameters, by ascending number, without one of them. */
  trials(without?: number): readonly Trial[] {
    return [...this.#trials.values()].filter(({ number }) => number !== without).sort((a, b) => a.number - b.number);
  }
}
