import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { didYouMean, MillwrightError } from "../errors/index.ts";
import type { DeclaredSystem } from "../system/index.ts";
import { registerPublicName } from "./import-hook.ts";
import { installedSystemFile, installedSystems } from "./installation.ts";

/** A system with the file that it was loaded from. */
export interface LoadedSystem {
  readonly system: DeclaredSystem;
  readonly file: string;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Where a name or a path may be looked for, first match first. */
function placesOf(name: string, directory: string): string[] {
  const path = resolve(directory, name);
  const folders = [path, resolve(directory, "systems", name)];
  const places = folders.flatMap((folder) => [join(folder, "system.ts"), join(folder, "system.js")]);
  return /\.[jt]s$/.test(name) ? [path, ...places] : places;
}

/**
 * The file that defines a system: a path to a file; `./<name>/system.ts`; `./systems/<name>/system.ts`; one that comes with Millwright.
 * @throws CLI_SYSTEM_UNKNOWN
 */
export function findSystemFile(name: string, directory: string): string {
  const places = placesOf(name, directory);
  const found = places.find(isFile) ?? installedSystemFile(name);
  if (found !== undefined) return found;
  throw new MillwrightError(
    "CLI_SYSTEM_UNKNOWN",
    `there is no system "${name}": neither ${places[0]} nor one of that name comes with Millwright.`,
    `${didYouMean(name, installedSystems())} \`millwright systems\` lists them, \`millwright new\` makes one.`,
  );
}

/** The first place of an error that lies in the system's own folder, as "file:line". */
function placeOf(error: unknown, file: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const folder = pathToFileURL(dirname(file)).href;
  for (const line of stack.split("\n")) {
    const found = /(file:\/\/[^\s)]+?|\/[^\s():]+):(\d+)(?::\d+)?\)?\s*$/.exec(line.trim());
    const [, place, number] = found ?? [];
    if (place === undefined || number === undefined) continue;
    if (place.startsWith(folder) || place.startsWith(dirname(file))) return `${place.replace(/^file:\/\//, "")}:${number}`;
  }
  return undefined;
}

function broken(error: unknown, file: string): MillwrightError {
  const place = placeOf(error, file) ?? file;
  const said = error instanceof Error ? `${error.name === "Error" ? "" : `${error.name}: `}${error.message}` : String(error);
  if (error instanceof MillwrightError) {
    return new MillwrightError(error.code, `${error.problem} (${place})`, error.fix, { cause: error });
  }
  return new MillwrightError(
    "CLI_SYSTEM_BROKEN",
    `${place} could not be loaded: ${said.split("\n")[0]}`,
    `Mend that line; \`npx tsc --noEmit ${file}\` shows what the types say.`,
    { cause: error },
  );
}

function isSystem(value: unknown): value is DeclaredSystem {
  return typeof value === "object" && value !== null && "name" in value && "modeling" in value && "data" in value && "row" in value;
}

/**
 * Loads a system by name or path. TypeScript is run as it is; "millwright" means this installation.
 * @throws CLI_SYSTEM_UNKNOWN, CLI_SYSTEM_BROKEN and what `defineSystem` throws, with the file and the line
 */
export async function loadSystem(name: string, directory: string): Promise<LoadedSystem> {
  const file = findSystemFile(name, directory);
  registerPublicName();
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  } catch (error) {
    throw broken(error, file);
  }
  if (isSystem(loaded.default)) return { system: loaded.default, file };
  throw new MillwrightError(
    "CLI_SYSTEM_BROKEN",
    `${file} has no system as its default export.`,
    "End it with `export default defineSystem({ … })`.",
  );
}
