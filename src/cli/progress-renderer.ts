import { formatCount, formatInterval, formatNumber, formatSeconds, plural } from "../design/index.ts";
import type { MillEvent } from "../mill/index.ts";
import { progressBar } from "./progress-bar.ts";

/** What a renderer writes to, and the clock it reads. */
export interface ProgressTarget {
  readonly err: (text: string) => void;
  /** True where a line can be rewritten. */
  readonly live: boolean;
  readonly width: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** Shows what the mill does: one live line on a terminal, plain lines elsewhere. */
export interface ProgressRenderer {
  readonly onEvent: (event: MillEvent) => void;
  /** Says how long the present work has taken, when nothing was said for a while. To be called about once a second. */
  readonly tick: () => void;
  /** Removes the live line. */
  readonly end: () => void;
}

/** Milliseconds between two rewrites of the live line, and between two plain lines of the same piece of work. */
const liveIntervalMs = 100;
const plainIntervalMs = 2000;

/** Milliseconds of silence after which the time that the work has taken is told. */
const liveSilenceMs = 1000;
const plainSilenceMs = 10_000;

const clearLine = "\r\u001b[2K";

/** The piece of work that runs now. */
interface Work {
  readonly label: string;
  readonly startedAt: number;
  /** What the line said last, and when. */
  shownAt: number;
  /** Whose steps are counted, since when and from which step: the time left is told from these alone. */
  what: string;
  whatStartedAt: number;
  firstStep: number;
}

function remaining({ step, steps }: { step: number; steps: number }, firstStep: number, elapsedMs: number): string {
  if (step <= firstStep || step >= steps || elapsedMs < 500) return "";
  return `${formatSeconds(((elapsedMs / (step - firstStep)) * (steps - step)) / 1000)} left`;
}

function valuesText(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .slice(0, 2)
    .map(([name, value]) => `${name} ${formatNumber(value)}`)
    .join("  ");
}

/** What is said once, on a line of its own. */
function lineOf(event: MillEvent): string | undefined {
  switch (event.type) {
    case "run":
      return `run ${event.run} of ${event.system}, seed ${event.seed}${event.resumed ? ", resumed where it stopped" : ""}`;
    case "data":
      return `${event.simulated ? "SIMULATED DATA: " : "data: "}${event.source}, ${plural(formatCount(event.rows), "row")}`;
    case "candidate-end": {
      return `  ${event.candidate}: ${event.metric} ${formatInterval(event)}${event.resumed ? ", from the earlier attempt" : ` in ${formatSeconds(event.seconds)}`}`;
    }
    case "note":
      return `  ${event.text}`;
    case "done":
      return `chosen: ${event.chosen}, after ${formatSeconds(event.seconds)}`;
    default:
      return undefined;
  }
}

/**
 * Shows events as they come: `run`, data, each finished candidate and notes stay as lines; what is under way is one live line
 * with a bar and the time left on a terminal, and a plain line at most every two seconds elsewhere.
 */
export function progressRenderer(target: ProgressTarget): ProgressRenderer {
  let work: Work | undefined;
  let liveShown = false;

  const clear = (): void => {
    if (liveShown) target.err(clearLine);
    liveShown = false;
  };
  const say = (line: string): void => {
    clear();
    target.err(`${line}\n`);
  };
  const begin = (label: string): void => {
    const now = target.now();
    work = { label, startedAt: now, shownAt: now, what: "", whatStartedAt: now, firstStep: 0 };
    if (target.live) show(label);
    else say(label);
  };
  const show = (line: string): void => {
    const fitting = line.length < target.width ? line : `${line.slice(0, Math.max(1, target.width - 2))}…`;
    target.err(`${clearLine}${fitting}`);
    liveShown = true;
  };
  const progress = (event: Extract<MillEvent, { type: "progress" }>): void => {
    const now = target.now();
    work ??= { label: event.what, startedAt: now, shownAt: now, what: "", whatStartedAt: now, firstStep: 0 };
    if (work.what !== event.what) {
      work.what = event.what;
      work.whatStartedAt = now;
      work.firstStep = event.step;
    }
    if (now - work.shownAt < (target.live ? liveIntervalMs : plainIntervalMs)) return;
    work.shownAt = now;
    const label = event.what === work.label ? work.label : `${work.label} · ${event.what}`;
    const left = remaining(event, work.firstStep, now - work.whatStartedAt);
    const count = event.steps > 0 ? `${formatCount(event.step)}/${formatCount(event.steps)}` : formatCount(event.step);
    const bar = target.live && event.steps > 0 ? progressBar(event.step, event.steps, 20) : "";
    const line = [label, bar, count, left, valuesText(event.values)].filter((part) => part !== "").join("  ");
    if (target.live) show(line);
    else say(line);
  };

  const tick = (): void => {
    const now = target.now();
    if (work === undefined || now - work.shownAt < (target.live ? liveSilenceMs : plainSilenceMs)) return;
    work.shownAt = now;
    const line = `${work.label}  ${formatSeconds((now - work.startedAt) / 1000)}`;
    if (target.live) show(line);
    else say(line);
  };

  return {
    tick,
    onEvent: (event) => {
      if (event.type === "stage") begin(event.title);
      else if (event.type === "candidate-start") begin(`[${event.index + 1}/${event.of}] ${event.candidate}`);
      else if (event.type === "progress") progress(event);
      else {
        if (event.type === "candidate-end" || event.type === "done") work = undefined;
        say(lineOf(event) ?? "");
      }
    },
    end: clear,
  };
}
