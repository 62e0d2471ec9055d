import { decimalsFor, formatCount, formatNumber, formatParameters, formatSeconds, stepCurve } from "../design/index.ts";
import type { TuningEvent } from "../mill/index.ts";
import { progressBar } from "./progress-bar.ts";
import { type ProgressTarget, progressRenderer } from "./progress-renderer.ts";

/** Shows a search: a table and a curve that are rewritten on a terminal, a line per trial elsewhere. */
export interface TuningRenderer {
  readonly onEvent: (event: TuningEvent) => void;
  /** To be called about once a second. */
  readonly tick: () => void;
  /** Removes what is live. */
  readonly end: () => void;
}

/** Trials that the live table shows. */
const shownTrials = 6;
const curveHeight = 5;
const redrawMs = 100;

type EndedTrial = Extract<TuningEvent, { type: "trial-end" }>;

/** A study as far as it was told. */
interface Told {
  readonly study: Extract<TuningEvent, { type: "study" }>;
  readonly startedAt: number;
  readonly running: Map<number, string>;
  readonly ended: EndedTrial[];
  /** Best value after each trial that ended. */
  readonly best: number[];
  bestTrial?: number;
  standard?: number;
}

function isBetter(told: Told, value: number): boolean {
  const best = told.best.findLast(Number.isFinite);
  if (!Number.isFinite(value)) return false;
  return best === undefined || (told.study.objectives[0]?.direction === "maximize" ? value > best : value < best);
}

function record(told: Told, event: EndedTrial): void {
  const value = event.outcome.values[0] ?? Number.NaN;
  told.running.delete(event.number);
  told.ended.push(event);
  if (isBetter(told, value)) told.bestTrial = event.number;
  told.best.push(isBetter(told, value) ? value : (told.best.at(-1) ?? Number.NaN));
}

function decimalsOf(told: Told): number {
  return Math.max(4, decimalsFor(told.best.filter(Number.isFinite)));
}

/** What came out of a trial: its values, or why there are none. */
function resultOf({ outcome }: EndedTrial, decimals: number): string {
  const values = outcome.values.map((value, index) => formatNumber(value, index === 0 ? decimals : undefined)).join("  ");
  return outcome.state === "complete" ? values : `${outcome.state}: ${outcome.reason ?? ""}`;
}

/** "rmsle 0.1712 (trial 17), declared 0.1758" */
function bestText(told: Told): string {
  const best = told.best.at(-1) ?? Number.NaN;
  const decimals = decimalsOf(told);
  const name = told.study.objectives[0]?.name ?? "";
  const declared = told.standard === undefined ? "" : `, declared ${formatNumber(told.standard, decimals)}`;
  return Number.isFinite(best) ? `best ${name} ${formatNumber(best, decimals)} (trial ${told.bestTrial})${declared}` : "nothing yet";
}

function plainLine(told: Told, event: EndedTrial): string {
  const done = told.study.known + told.ended.length;
  const count = `${formatCount(done)}/${formatCount(told.study.most)}`;
  return `  trial ${event.number} [${count}] ${resultOf(event, decimalsOf(told))} in ${formatSeconds(event.seconds)}; ${bestText(told)}: ${formatParameters(event.parameters)}`;
}

/** The live picture of a study. */
function liveLines(told: Told, now: number, width: number): string[] {
  const { study, running, ended, best } = told;
  const done = study.known + ended.length;
  const elapsed = (now - told.startedAt) / 1000;
  const left =
    ended.length > 0 && done < study.most ? `, at most ${formatSeconds((elapsed / ended.length) * (study.most - done))} left` : "";
  const decimals = decimalsOf(told);
  const rows = [
    ...[...running].map(([number, parameters]) => `  ${String(number).padStart(5)}  running  ${parameters}`),
    ...ended
      .slice(-shownTrials)
      .reverse()
      .map(
        (event) =>
          `${event.number === told.bestTrial ? "▸" : " "} ${String(event.number).padStart(5)}  ${resultOf(event, decimals)}  ${formatParameters(event.parameters)}`,
      ),
  ];
  return [
    `${study.candidate}  ${progressBar(done, study.most, 20)}  ${formatCount(done)}/${formatCount(study.most)}  ${formatSeconds(elapsed)}${left}`,
    `  ${bestText(told)}`,
    ...stepCurve(best, { width: Math.min(width - 2, 72), height: curveHeight, decimals }).map((line) => `  ${line}`),
    ...rows.slice(0, shownTrials + running.size),
  ].map((line) => (line.length < width ? line : `${line.slice(0, Math.max(1, width - 2))}…`));
}

/** Lines that are written once, above a picture that is written anew in its place. */
class LivePicture {
  readonly #target: ProgressTarget;
  #shownLines = 0;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(target: ProgressTarget) {
    this.#target = target;
  }

  clear(): void {
    if (this.#shownLines > 0) this.#target.err(`\u001b[${this.#shownLines}A\r\u001b[J`);
    this.#shownLines = 0;
  }

  say(line: string): void {
    this.clear();
    this.#target.err(`${line}\n`);
  }

  /** @param force - draw even if it was drawn a moment ago. */
  draw(told: Told, force: boolean): void {
    const { live, now, width, err } = this.#target;
    const at = now();
    if (!live || (!force && at - this.#shownAt < redrawMs)) return;
    this.#shownAt = at;
    const lines = liveLines(told, at, width);
    this.clear();
    err(`${lines.join("\n")}\n`);
    this.#shownLines = lines.length;
  }
}

function startLine({ study, candidate, place, most, known }: Told["study"]): string {
  const before = known === 0 ? "" : `, ${formatCount(known)} of them from before`;
  return `study ${study} of ${candidate} in ${place}: up to ${formatCount(most)} trials${before}`;
}

/** Takes in what happens in a study. @returns a line to be written, where one is due */
function take(event: TuningEvent, told: Told, live: boolean): string | undefined {
  switch (event.type) {
    case "standard":
      told.standard = event.values[0] ?? Number.NaN;
      return `  declared settings: ${told.study.objectives[0]?.name} ${formatNumber(told.standard, 4)} in ${formatSeconds(event.seconds)}`;
    case "trial-start":
      told.running.set(event.number, formatParameters(event.parameters));
      return undefined;
    case "trial-end":
      record(told, event);
      return live ? undefined : plainLine(told, event);
    case "study-end":
      return `  ${event.candidate}: ended because ${event.why}; ${bestText(told)}`;
    case "note":
      return `  ${event.text}`;
    default:
      return undefined;
  }
}

const ofStudies: ReadonlySet<TuningEvent["type"]> = new Set(["standard", "trial-start", "trial-report", "trial-end", "study-end", "note"]);

/** Shows events of tuning as they come. */
export function tuningRenderer(target: ProgressTarget): TuningRenderer {
  const mill = progressRenderer(target);
  const picture = new LivePicture(target);
  let told: Told | undefined;

  const onEvent = (event: TuningEvent): void => {
    if (event.type === "study") {
      mill.end();
      told = { study: event, startedAt: target.now(), running: new Map(), ended: [], best: [] };
      picture.say(startLine(event));
    } else if (told === undefined || !ofStudies.has(event.type)) mill.onEvent(event as Parameters<typeof mill.onEvent>[0]);
    else {
      const line = take(event, told, target.live);
      if (line !== undefined) picture.say(line);
      if (event.type === "study-end") told = undefined;
      else picture.draw(told, event.type === "trial-end");
    }
  };
  return {
    onEvent,
    tick: () => (told === undefined ? mill.tick() : picture.draw(told, true)),
    end: () => {
      picture.clear();
      mill.end();
    },
  };
}
