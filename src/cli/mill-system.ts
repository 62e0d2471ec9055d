import { resolve } from "node:path";
import type { Source } from "../data/index.ts";
import type { RunReport } from "../design/index.ts";
import { chooseSource } from "./choose-source.ts";
import { untilInterrupted } from "./interrupt.ts";
import { progressRenderer } from "./progress-renderer.ts";
import { type LoadedSystem, loadSystem } from "./resolve-system.ts";
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
    ...(options.data === undefined ? {} : { path: options.data }),
    ...(terminal.env["MILLWRIGHT_DATA"] === undefined ? {} : { published: terminal.env["MILLWRIGHT_DATA"] }),
    directory: terminal.directory,
    seed: options.seed,
  });
  return { ...loaded, source, seed: options.seed, directory: resolve(terminal.directory, options.dir) };
}

/**
 * Takes a system through its stages, showing progress.
 * @returns the report, or undefined when it was interrupted
 */
export async function millSystem(terminal: Terminal, place: Workplace, options: MillOptions): Promise<RunReport | undefined> {
  const { runSystem } = await import("../mill/index.ts");
  const progress = progressRenderer({ err: terminal.err, live: terminal.live, width: terminal.width, now: () => performance.now() });
  const message = "Stopping. Finished candidates are kept: the same command goes on from there. (Once more: stop at once.)";
  try {
    const { result } = await untilInterrupted(terminal, message, (signal) =>
      runSystem(place.system, {
        source: place.source,
        seed: place.seed,
        directory: place.directory,
        ...(options.only === undefined ? {} : { only: options.only.split(",").map((each) => each.trim()) }),
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
