import type { TuningReport } from "../design/index.ts";
import type { Evaluator, ObjectiveKind, TuneOptions, TuningPlan } from "../mill/index.ts";
import { untilInterrupted } from "./interrupt.ts";
import type { MillOptions, Workplace } from "./mill-system.ts";
import { rowSystem } from "./row-system.ts";
import { storeAddress } from "./store-address.ts";
import type { Terminal } from "./terminal.ts";
import { evaluatorFor, type Isolation } from "./trial-job.ts";
import { tuningRenderer } from "./tuning-renderer.ts";

/** Options of `millwright tune`. */
export interface TuneCommandOptions extends MillOptions {
  readonly json?: boolean;
  readonly candidate?: readonly string[];
  readonly trials?: number;
  readonly minutes?: number;
  readonly workers: number;
  readonly isolation: Isolation;
  readonly sampler?: string;
  readonly pruner?: string;
  readonly folds?: number;
  readonly repeats?: number;
  readonly objectives?: string;
  readonly oneStandardError?: boolean;
  readonly allTrials?: boolean;
  readonly trialSeconds?: number;
  readonly trialMemory?: number;
  readonly store?: string;
}

const stoppingNote = "Stopping. Finished trials are kept: the same command goes on from there. (Once more: stop at once.)";

/** Optional settings without those that were not given. */
function given<Settings extends object>(settings: { [Name in keyof Settings]: Settings[Name] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<Settings>;
}

/** What was chosen about the search on the command line. */
function choicesOf(options: TuneCommandOptions, directory: string): Partial<TuneOptions> {
  return given<Partial<TuneOptions>>({
    trials: options.trials,
    minutes: options.minutes,
    workers: options.workers,
    sampler: options.sampler,
    pruner: options.pruner,
    folds: options.folds,
    repeats: options.repeats,
    objectives: options.objectives?.split(",").map((each) => each.trim()) as ObjectiveKind[] | undefined,
    oneStandardError: options.oneStandardError,
    exhaustive: options.allTrials,
    timeLimitSeconds: options.trialSeconds,
    memoryMegabytes: options.trialMemory,
    store: options.store === undefined ? undefined : storeAddress(directory, options.store),
    only: options.candidate,
    fresh: options.fresh,
  });
}

/**
 * Tunes a system, showing progress.
 * @returns one report per candidate, or undefined when it was interrupted
 * @throws CLI_STORE_MISSING and what `tuneSystem` throws
 */
export async function tuneWorkplace(
  terminal: Terminal,
  place: Workplace,
  name: string,
  options: TuneCommandOptions,
): Promise<TuningReport[] | undefined> {
  const { tuneSystem } = await import("../mill/index.ts");
  const { err, live, width } = terminal;
  const choices = choicesOf(options, terminal.directory);
  const renderer = tuningRenderer({ err, live, width, now: () => performance.now() });
  const timer = setInterval(renderer.tick, 1000).unref();
  const job = { system: name, ...(options.data === undefined ? {} : { data: options.data }) };
  const { source, seed, directory } = place;
  const evaluator = (plan: TuningPlan): Evaluator => evaluatorFor({ ...job, directory: terminal.directory, plan }, options.isolation);
  try {
    const { result } = await untilInterrupted(terminal, stoppingNote, (signal) =>
      tuneSystem(rowSystem(place.system, "tune"), {
        source,
        seed,
        directory,
        ...choices,
        job,
        evaluator,
        signal,
        onEvent: renderer.onEvent,
      }),
    );
    return result;
  } finally {
    clearInterval(timer);
    renderer.end();
  }
}
