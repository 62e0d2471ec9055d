/** A setting's value in a trial. */
export type ParameterValue = number | string | boolean;

/** Names → values of one trial. */
export type TrialParameters = Readonly<Record<string, ParameterValue>>;

/** What a study searches, and how. Two processes that ask for the same key work on the same study. */
export interface StudyRequest {
  /** Hash of what is tuned on which rows: candidate without its space, data, split, seed. */
  readonly key: string;
  readonly system: string;
  readonly candidate: string;
  /** How it is searched (space, objectives, validation, seed) as JSON text: it must not change while a study goes on. */
  readonly terms: string;
  /** What a worker has to know to open the same system on the same rows; JSON text. */
  readonly job: string;
}

/** A study as it is stored. */
export interface StudyRecord extends StudyRequest {
  readonly study: string;
  /** "open": workers may take trials; "closed": nobody may, until it is opened again. */
  readonly status: "open" | "closed";
  readonly startedAt: string;
  /** No trial beyond this many is begun. */
  readonly most: number;
  /** What came out, as JSON text, once somebody has judged the trials. */
  readonly result?: string;
}

/** "waiting": its worker was lost or let go of it, the next one takes it; "pruned": given up half way, its value is that of its last step. */
export type TrialState = "waiting" | "running" | "complete" | "pruned" | "failed";

/** A value on the way: after a fold, after some trees or steps. */
export interface TrialReport {
  readonly step: number;
  readonly value: number;
}

/** A trial as it is stored. */
export interface TrialRecord {
  /** 0, 1, 2, … within its study, without gaps. */
  readonly number: number;
  readonly state: TrialState;
  readonly parameters?: TrialParameters;
  readonly outcome?: TrialOutcome;
  /** Ascending steps. */
  readonly reports: readonly TrialReport[];
  readonly worker: string;
  /** How often it was begun, 1 for most. */
  readonly attempt: number;
  readonly startedAt: string;
}

/** How a trial ended. */
export interface TrialOutcome {
  readonly state: "complete" | "pruned" | "failed";
  /** One value per objective; empty for a failed trial. */
  readonly values: readonly number[];
  /** Why it failed or was pruned, in a sentence. */
  readonly reason?: string;
  /** What was measured beside: values by fold, seconds, bytes. Plain JSON. */
  readonly measured?: Readonly<Record<string, number | readonly number[]>>;
}

/** A trial that a worker holds; only who holds it can report and end it. */
export interface Claim {
  readonly study: string;
  readonly number: number;
  readonly attempt: number;
  /** There when an earlier attempt had got as far: the same parameters are tried again. */
  readonly parameters?: TrialParameters;
}

/** How trials are taken. */
export interface ClaimRequest {
  /** Name of the worker: shown, and released together. */
  readonly worker: string;
  /** Others may take the trial when nothing was heard of its worker for so long. */
  readonly leaseMs: number;
}

/** Everything that changed in a study after a revision. */
export interface StudyChanges {
  readonly revision: number;
  readonly trials: readonly TrialRecord[];
}

/** A lock that ends with its process or connection. */
export interface StudyLock {
  release(): Promise<void>;
}

/**
 * Studies and their trials, for any number of threads, processes and machines. Every change is one transaction: a trial is never
 * taken twice at a time, and a worker that dies loses at most the trial that it holds.
 */
export interface StudyStore {
  /** Shown in messages; never holds a password. */
  readonly place: string;
  /**
   * The study with this key: made when it is new, opened again when it was closed. `fresh` leaves an earlier one behind.
   * @throws LEDGER_STUDY_DIFFERS when its terms are others.
   */
  open(definition: StudyRequest, options: { readonly most: number; readonly fresh?: boolean }): Promise<StudyRecord>;
  study(study: string): Promise<StudyRecord | undefined>;
  /** Newest first; those that a fresh one replaced are left out. */
  studies(filter?: { readonly system?: string; readonly key?: string; readonly status?: "open" | "closed" }): Promise<StudyRecord[]>;
  /** Trials that changed after a revision (0: all), with all their reports; a caller that keeps them never reads one twice unchanged. */
  changes(study: string, since: number): Promise<StudyChanges>;
  /**
   * Takes the next trial: one that a lost worker left behind, else a new one. Undefined when the study is closed or has all its
   * trials. A trial that has lost its worker `mostLosses` times is recorded as failed instead of being taken again.
   */
  claim(study: string, request: ClaimRequest): Promise<Claim | undefined>;
  /** Records what is tried. This and the following return false when the trial is no longer held: its lease ran out, or the study was closed. */
  propose(claim: Claim, parameters: TrialParameters): Promise<boolean>;
  report(claim: Claim, report: TrialReport): Promise<boolean>;
  heartbeat(claim: Claim, leaseMs: number): Promise<boolean>;
  tell(claim: Claim, outcome: TrialOutcome): Promise<boolean>;
  /** Gives a trial back, to be tried again by whoever comes next; it does not count as lost. */
  letGo(claim: Claim): Promise<void>;
  /** Takes trials away from workers that were silent for longer than their lease, as `claim` does: for those who only look on. */
  reclaim(study: string): Promise<void>;
  /** Takes the running trials away from workers that are known to be gone: all whose name begins so. */
  release(study: string, workerPrefix: string): Promise<void>;
  /** Ends the study: no trial is taken any more, those that run wait again; one that still comes in is recorded. */
  close(study: string, result?: string): Promise<void>;
  /** The right to steer the study of a key; undefined when somebody else has it. */
  lock(key: string): Promise<StudyLock | undefined>;
  end(): Promise<void>;
}

/** Workers that a trial may lose before it is given up. */
export const mostLosses = 3;

/** Why such a trial failed. */
export const lostReason: string = `its worker was lost ${mostLosses} times: killed, out of memory or cut off`;
