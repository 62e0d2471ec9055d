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

/** Shows events of tuning as they come. */
export function tuningRenderer(target: ProgressTarget): TuningRenderer {
  const mill = progressRenderer(target);
  let told: Told | undefined;
  let shownLines = 0;
  let shownAt = Number.NEGATIVE_INFINITY;

  const clear = (): void => {
    if (shownLines > 0) target.err(`\u001b[${shownLines}A\r\u001b[J`);
    shownLines = 0;
  };
  const draw = (force: boolean): void => {
    const now = target.now();
    if (!target.live || told === undefined || (!force && now - shownAt < redrawMs)) return;
    shownAt = now;
    const lines = liveLines(told, now, target.width);
    clear();
    target.err(`${lines.join("\n")}\n`);
    shownLines = lines.length;
  };
  const say = (line: string): void => {
    clear();
    target.err(`${line}\n`);
  };

  const begin = (event: Extract<TuningEvent, { type: "study" }>): void => {
    mill.end();
    const known = event.known === 0 ? "" : `, ${formatCount(event.known)} of them from before`;
    say(`study ${event.study} of ${event.candidate} in ${event.place}: up to ${formatCount(event.most)} trials${known}`);
    told = { study: event, startedAt: target.now(), running: new Map(), ended: [], best: [] };
  };

  const onTrial = (event: TuningEvent, own: Told): void => {
    if (event.type === "standard") {
      own.standard = event.values[0] ?? Number.NaN;
      say(`  declared settings: ${own.study.objectives[0]?.name} ${formatNumber(own.standard, 4)} in ${formatSeconds(event.seconds)}`);
    } else if (event.type === "trial-start") own.running.set(event.number, formatParameters(event.parameters));
    else if (event.type === "trial-end") {
      record(own, event);
      if (!target.live) say(plainLine(own, event));
    } else if (event.type === "study-end") {
      say(`  ${event.candidate}: ended because ${event.why}; ${bestText(own)}`);
      told = undefined;
      return;
    }
    draw(event.type === "trial-end");
  };

  return {
    onEvent: (event) => {
      if (event.type === "study") begin(event);
      else if (told !== undefined && ["standard", "trial-start", "trial-report", "trial-end", "study-end"].includes(event.type)) {
        onTrial(event, told);
      } else if (event.type === "note" && told !== undefined) say(`  ${event.text}`);
      else mill.onEvent(event as Parameters<typeof mill.onEvent>[0]);
    },
    tick: () => {
      if (told === undefined) mill.tick();
      else draw(true);
    },
    end: () => {
      clear();
      mill.end();
    },
  };
}
