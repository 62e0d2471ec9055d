import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "../data/index.ts";
import { MillwrightError } from "../errors/index.ts";
import type { DeclaredSystem } from "../system/index.ts";

/** What decides where a system's rows come from. */
export interface DataChoice {
  /** --data: a file or a folder. */
  readonly path?: string | undefined;
  /** MILLWRIGHT_DATA: a folder with one folder per system. */
  readonly published?: string | undefined;
  readonly directory: string;
  readonly seed: number;
}

async function readPublished(system: DeclaredSystem, folder: string): Promise<Source> {
  if (system.data.published !== undefined) {
    const { publishedSource } = await import("../data/index.ts");
    return publishedSource(system.data.published(folder), folder);
  }
  throw new MillwrightError(
    "CLI_DATA_NOT_PUBLISHED",
    `${folder} is a folder, and "${system.name}" does not say how to read one.`,
    "Give a file (CSV, Parquet or JSON lines) with --data, or add `data.published` to the system.",
  );
}

async function chosenSource(system: DeclaredSystem, path: string): Promise<Source> {
  if (!existsSync(path)) {
    throw new MillwrightError("CLI_FILE_MISSING", `there is nothing at ${path}.`, "Check the path that was given with --data.");
  }
  if (statSync(path).isDirectory()) return readPublished(system, path);
  const { openFile } = await import("../data/index.ts");
  return openFile(path);
}

/**
 * The rows that a command works on: --data (a file, or a folder as the system publishes it), else the system's folder in
 * MILLWRIGHT_DATA (a variant uses its base system's), else the sample that comes with the system.
 * @param name - the name as it was asked for, e.g. "house-price/king-county".
 * @throws CLI_FILE_MISSING, CLI_DATA_NOT_PUBLISHED
 */
export async function chooseSource(system: DeclaredSystem, name: string, choice: DataChoice): Promise<Source> {
  if (choice.path !== undefined) return await chosenSource(system, resolve(choice.directory, choice.path));
  if (choice.published !== undefined && choice.published !== "" && system.data.published !== undefined) {
    // A path to a file is no name of a folder of data; the system's own name always is.
    const base = /^([a-z0-9-]+)(?:\/[a-z0-9-]+)?$/.exec(name)?.[1];
    const known = [...(base === undefined ? [] : [base]), system.name];
    const folder = known.map((each) => resolve(choice.directory, choice.published ?? "", each)).find((each) => existsSync(each));
    if (folder !== undefined) return await readPublished(system, folder);
  }
  return system.data.sample(choice.seed);
}
