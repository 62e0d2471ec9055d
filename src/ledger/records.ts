/** What identifies a run: equal keys mean equal definition, data, seed and choice of candidates. */
export interface RunKey {
  readonly key: string;
  readonly system: string;
  readonly seed: number;
  /** Fingerprint of the data. */
  readonly fingerprint: string;
}

/** One line of the list of runs. */
export interface RunSummary extends RunKey {
  readonly run: string;
  readonly status: "running" | "interrupted" | "finished" | "failed";
  readonly startedAt: string;
  readonly finishedAt?: string;
  /** What went wrong, for failed runs. */
  readonly problem?: string;
  /** Primary metric on test and the chosen candidate, for finished runs. */
  readonly headline?: string;
}

/** A finished candidate: what was measured as JSON and what it predicted on the validation rows. */
export interface CandidateRecord {
  readonly name: string;
  readonly record: unknown;
  readonly predictions: Float64Array;
}

/** A run that this process works on. */
export interface OpenRun {
  readonly run: string;
  /** True when an earlier process left it unfinished. */
  readonly resumed: boolean;
  readonly startedAt: string;
  /** Where its files go. */
  readonly directory: string;
  candidate(name: string): CandidateRecord | undefined;
  /** Durable when it returns. */
  finishCandidate(candidate: CandidateRecord): void;
  /** Durable when it returns; the run is then finished. */
  finish(report: unknown, headline: string): void;
  fail(problem: string): void;
  /** Lets other processes take the run; an unfinished one can be resumed. */
  release(): void;
}

/** Runs, their candidates and their reports. */
export interface Ledger {
  /** Resumes the unfinished run with this key, or begins a new one. @throws LEDGER_RUN_ACTIVE when another process holds it. */
  begin(key: RunKey, options?: { readonly fresh?: boolean }): OpenRun;
  /** Newest first. */
  runs(filter?: { readonly system?: string; readonly limit?: number }): RunSummary[];
  /** The report of a finished run, by its identifier or the start of it. @throws LEDGER_RUN_UNKNOWN */
  report(run: string): unknown;
  /** The newest finished run of a system (with this key, where it is given). */
  latest(system: string, key?: string): { readonly run: string; readonly report: unknown } | undefined;
  close(): void;
}
