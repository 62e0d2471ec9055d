import { hostname } from "node:os";
import type { Evaluator } from "./evaluator.ts";
import { reasonToEnd } from "./reason-to-end.ts";
import { isOver } from "./study-history.ts";
import type { TuningEvent } from "./tuning-events.ts";
import { WaitingTeller } from "./waiting-teller.ts";
import { type StudyDesk, workOnStudy } from "./work-on-study.ts";

/** Milliseconds between two looks at what workers elsewhere have done. */
const pollMs = 500;

/** What a search may spend. */
export interface Budget {
  /** Trials in all, those from before included. */
  readonly most: number;
  /** No trial is begun after so long. */
  readonly minutes?: number | undefined;
  /** Spend it all, also when no gain beyond noise is to be expected. */
  readonly exhaustive: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent: (event: TuningEvent) => void;
}

/** The one who looks on: tells of trials that end elsewhere, and ends the search for the first reason that comes up. */
class Steersman {
  readonly #desk: StudyDesk;
  readonly #budget: Budget;
  readonly #stop = new AbortController();
  readonly #waiting: WaitingTeller;
  /** Trials whose end was told. */
  readonly #told: Set<number>;
  /** Raised when the search has ended. */
  readonly ended: AbortSignal;
  why = "it was interrupted";

  constructor(desk: StudyDesk, budget: Budget) {
    this.#desk = desk;
    this.#budget = budget;
    this.#told = new Set(desk.history.records.filter(isOver).map(({ number }) => number));
    this.#waiting = new WaitingTeller(desk.store.place, (text) => budget.onEvent({ type: "note", text }));
    this.ended = budget.signal === undefined ? this.#stop.signal : AbortSignal.any([budget.signal, this.#stop.signal]);
  }

  end(why: string): void {
    if (!this.ended.aborted) this.why = why;
    this.#stop.abort();
  }

  /** Hears of a trial of this process. */
  hear(event: TuningEvent): void {
    if (event.type === "trial-end") this.#told.add(event.number);
    this.#budget.onEvent(event);
  }

  /** Looks at the study. @returns whether the search goes on */
  async look(): Promise<boolean> {
    const { history, definition } = this.#desk;
    const { most, exhaustive } = this.#budget;
    await history.refresh();
    const over = history.records.filter(isOver);
    for (const { number, parameters = {}, outcome } of over) {
      if (outcome === undefined || this.#told.has(number)) continue;
      this.hear({ type: "trial-end", number, parameters, outcome, seconds: Number(outcome.measured?.["seconds"] ?? Number.NaN) });
    }
    if (over.length >= most) this.end(`all ${most} trials are done`);
    const reason = exhaustive ? undefined : reasonToEnd(definition, history.records);
    if (reason !== undefined) this.end(reason);
    return !this.ended.aborted;
  }

  /** Waits a moment for workers elsewhere; trials that they have lost are offered again. */
  async wait(): Promise<void> {
    await this.#desk.store.reclaim(this.#desk.study);
    this.#waiting.look(this.#desk.history.records, performance.now());
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Takes trials one after another until the search has ended. */
async function work(desk: StudyDesk, evaluator: Evaluator, steersman: Steersman, worker: string): Promise<void> {
  const { ended } = steersman;
  const onEvent = (event: TuningEvent): void => steersman.hear(event);
  while (!ended.aborted) {
    const trials = await workOnStudy(desk, evaluator, { worker, signal: ended, onEvent }, 1);
    if (!(await steersman.look())) return;
    if (trials === 0) await steersman.wait();
  }
}

async function watch(steersman: Steersman): Promise<void> {
  while (await steersman.look()) await steersman.wait();
}

/**
 * Lets workers take trials until the budget is spent, nothing more is to be expected, or the signal is raised.
 * @param evaluators - one per worker of this process; with none it only looks on.
 * @returns why it ended
 */
export async function spendBudget(desk: StudyDesk, budget: Budget, evaluators: readonly Evaluator[]): Promise<string> {
  const steersman = new Steersman(desk, budget);
  const { minutes } = budget;
  const timer = minutes === undefined ? undefined : setTimeout(() => steersman.end(`${minutes} minutes are over`), minutes * 60_000);
  const name = `tuner/${hostname()}:${process.pid}`;
  try {
    const all = evaluators.map((evaluator, index) => work(desk, evaluator, steersman, `${name}/${index}`));
    await Promise.all(all.length === 0 ? [watch(steersman)] : all);
    return steersman.why;
  } catch (error) {
    steersman.end("it failed");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
