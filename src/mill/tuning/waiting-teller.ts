import type { TrialRecord } from "../../ledger/index.ts";
import { isOver } from "./study-history.ts";

/** Milliseconds without news after which it is told what is waited for. */
const quietMs = 5000;
/** Trials that are named at most. */
const mostNamed = 3;

function namesOf(trials: readonly TrialRecord[]): string {
  const named = trials.slice(0, mostNamed).map(({ number, worker }) => `trial ${number} (${worker})`);
  const more = trials.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What a study whose tuner has nothing to do itself waits for, in a sentence. */
export function whatIsWaitedFor(records: readonly TrialRecord[], place: string): string {
  const help = `\`millwright worker --store ${place}\``;
  const left = records.filter(({ state }) => state === "waiting");
  if (left.length > 0) return `${namesOf(left)} lost its worker and waits for another one: start ${help}`;
  const running = records.filter(({ state }) => state === "running");
  return running.length > 0 ? `waiting for ${namesOf(running)}` : `waiting for somebody who takes a trial: start ${help}`;
}

/** Tells what is waited for once nothing has happened for a while; each thing once. */
export class WaitingTeller {
  readonly #place: string;
  readonly #tell: (text: string) => void;
  #news = "";
  #since = Number.NEGATIVE_INFINITY;
  #told = "";

  constructor(place: string, tell: (text: string) => void) {
    this.#place = place;
    this.#tell = tell;
  }

  /** To be called often. @param nowMs - on any clock that goes on evenly. */
  look(records: readonly TrialRecord[], nowMs: number): void {
    const open = records.filter((record) => !isOver(record)).map(({ number, state, attempt }) => `${number} ${state} ${attempt}`);
    const news = `${records.length} ${open.join()}`;
    if (news !== this.#news) {
      this.#news = news;
      this.#since = nowMs;
    }
    if (nowMs - this.#since < quietMs) return;
    const text = whatIsWaitedFor(records, this.#place);
    if (text !== this.#told) this.#tell(text);
    this.#told = text;
  }
}
