import { resolve } from "node:path";
import type { Source } from "../data/index.ts";
import type { Backtest, RunReport } from "../design/index.ts";
import type { PreparedCatalogue, PreparedData } from "../mill/index.ts";
import { type AnyCatalogueSystem, isCatalogueSystem, type Row, targetOf } from "../system/index.ts";
import { chooseSource } from "./choose-source.ts";
import { untilInterrupted } from "./interrupt.ts";
import { openExistingLedger } from "./open-existing-ledger.ts";
import { progressOn } from "./progress-on.ts";
import { type LoadedSystem, loadSystem } from "./resolve-system.ts";
import { rowSystem } from "./row-system.ts";
import type { Terminal } from "./terminal.ts";

/** What the commands that run a system share. */
export interface MillOptions {
  readonly data?: string;
  readonly seed: number;
  readonly dir: string;
  readonly only?: string;
  readonly fresh?: boolean;
}

/** A system with the rows and the folder that a command works on. */
export interface Workplace extends LoadedSystem {
  readonly source: Source;
  readonly seed: number;
  /** Absolute. */
  readonly directory: string;
}

/** Loads a system and chooses its rows. @throws CLI_SYSTEM_UNKNOWN, CLI_SYSTEM_BROKEN, CLI_FILE_MISSING, CLI_DATA_NOT_PUBLISHED */
export async function openWorkplace(terminal: Terminal, name: string, options: MillOptions): Promise<Workplace> {
  const loaded = await loadSystem(name, terminal.directory);
  const source = await chooseSource(loaded.system, name, {
    path: options.data,
    published: terminal.env["MILLWRIGHT_DATA"],
    directory: terminal.directory,
    seed: options.seed,
  });
  return { ...loaded, source, seed: options.seed, directory: resolve(terminal.directory, options.dir) };
}

/** The part of a run's report that `millwright data` shows: what is known before anything is learned. */
export interface InspectedData {
  readonly system: string;
  readonly seed: number;
  readonly task: Pick<RunReport["task"], "kind" | "target" | "classes">;
  readonly data: Omit<RunReport["data"], "target">;
}

const stoppingNote = "Stopping. Finished candidates are kept: the same command goes on from there. (Once more: stop at once.)";

/**
 * Takes a system through its stages, showing progress.
 * @returns the report, or undefined when it was interrupted
 */
export async function millSystem(terminal: Terminal, place: Workplace, options: MillOptions): Promise<RunReport | undefined> {
  const { runSystem } = await import("../mill/index.ts");
  const progress = progressOn(terminal);
  try {
    const { result } = await untilInterrupted(terminal, stoppingNote, (signal) =>
      runSystem(place.system, {
        source: place.source,
        seed: place.seed,
        directory: place.directory,
        ...(options.only === undefined ? {} : { only: namesIn(options.only) }),
        ...(options.fresh === true ? { fresh: true } : {}),
        signal,
        onEvent: progress.onEvent,
      }),
    );
    return result;
  } finally {
    progress.end();
  }
}

/** Names separated by commas. */
const namesIn = (only: string): string[] => only.split(",").map((each) => each.trim());

/**
 * Tries a system on its past, showing progress.
 * @returns undefined when it was interrupted
 */
export async function backtestPlace(terminal: Terminal, place: Workplace, only?: string): Promise<Backtest | undefined> {
  const { backtest } = await import("../mill/index.ts");
  const progress = progressOn(terminal);
  const { system, source, seed } = place;
  try {
    const { result } = await untilInterrupted(terminal, "Stopping.", (signal) =>
      backtest(rowSystem(system, "backtest"), {
        source,
        seed,
        signal,
        onEvent: progress.onEvent,
        ...(only === undefined ? {} : { only: namesIn(only) }),
      }),
    );
    return result;
  } finally {
    progress.end();
  }
}

/** The report of the latest finished run of this very definition, data and seed, if there is one. */
export async function finishedRun(terminal: Terminal, place: Workplace): Promise<RunReport | undefined> {
  const ledger = openExistingLedger(place.directory);
  if (ledger?.latest(place.system.name) === undefined) {
    ledger?.close();
    return undefined;
  }
  const { definitionKey } = await import("../mill/index.ts");
  const progress = progressOn(terminal);
  try {
    progress.onEvent({ type: "stage", stage: "data", title: `reading ${place.source.description}` });
    const latest = ledger.latest(place.system.name, (await definitionKey(place.system, place)).key);
    if (latest !== undefined) progress.onEvent({ type: "note", text: `run ${latest.run} had this definition, these rows and this seed` });
    return latest?.report as RunReport | undefined;
  } finally {
    progress.end();
    ledger.close();
  }
}

/** Reads a system's rows and divides them, showing progress; undefined when it was interrupted. */
async function prepared(terminal: Terminal, place: Workplace): Promise<PreparedData | undefined> {
  const { prepareData } = await import("../mill/index.ts");
  const progress = progressOn(terminal);
  const { source, seed } = place;
  const system = rowSystem(place.system, "predict");
  try {
    const { result } = await untilInterrupted(terminal, "Stopping.", (signal) =>
      prepareData(system, source, { seed, signal, onEvent: progress.onEvent }),
    );
    return result;
  } finally {
    progress.end();
  }
}

/** The same for a catalogue's events. */
async function preparedCatalogue(
  terminal: Terminal,
  { source, seed }: Workplace,
  system: AnyCatalogueSystem,
): Promise<PreparedCatalogue | undefined> {
  const { prepareCatalogue } = await import("../mill/index.ts");
  const progress = progressOn(terminal);
  try {
    const { result } = await untilInterrupted(terminal, "Stopping.", (signal) =>
      prepareCatalogue(system, source, { seed, signal, onEvent: progress.onEvent }),
    );
    return result;
  } finally {
    progress.end();
  }
}

/** The rows that the chosen candidate learned from last. */
export async function trainingRows(terminal: Terminal, place: Workplace): Promise<Row[]> {
  const table = (await prepared(terminal, place))?.final.table;
  return table === undefined ? [] : Array.from({ length: table.rows }, (_, row) => table.row(row));
}

/**
 * Reads a system's rows and takes them through contract, split, leak checks and profile.
 * @returns undefined when it was interrupted
 */
export async function inspectData(terminal: Terminal, place: Workplace): Promise<InspectedData | undefined> {
  const { system, source, seed } = place;
  const data = isCatalogueSystem(system) ? await preparedCatalogue(terminal, place, system) : await prepared(terminal, place);
  if (data === undefined) return undefined;
  const { split, profile, leaks, fingerprint, rows } = data;
  const asked =
    "coded" in data
      ? { validation: data.validation.requests.length, test: data.test.requests.length }
      : { validation: data.split.validation.length, test: data.split.test.length };
  const sizes = { train: split.train.length, ...asked, final: split.final.length };
  return {
    system: system.name,
    seed,
    task: { kind: system.modeling.task.kind, target: targetOf(system), classes: "classes" in data ? data.classes : [] },
    data: {
      source: source.description,
      simulated: source.simulated,
      fingerprint,
      rows,
      ignoredColumns: data.ignored,
      split: { description: split.description, ...sizes },
      leaks,
      profile,
    },
  };
}
