import { join } from "node:path";
import { findersOf } from "../mill/index.ts";
import { type LoadedCatalogue, loadCatalogue } from "../serving/index.ts";
import type { AnyCatalogueSystem } from "../system/index.ts";
import type { Workplace } from "./mill-system.ts";
import { type KeepHistory, modelFolder } from "./open-model.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Opens the current finder of a catalogue system: the package of its latest finished run in the directory.
 * @param keep - keeps what becomes of found items in a journal beside the package and goes on from it; for one that serves.
 * @throws CLI_MODEL_MISSING and what `loadCatalogue` throws
 */
export async function openFinder(
  terminal: Terminal,
  place: Workplace,
  system: AnyCatalogueSystem,
  keep?: KeepHistory,
): Promise<LoadedCatalogue> {
  const folder = modelFolder(place);
  const { reply, allow } = system.serving ?? {};
  return loadCatalogue(folder, {
    finders: findersOf(system),
    seed: place.seed,
    ...(reply === undefined ? {} : { reply }),
    ...(allow === undefined ? {} : { allow }),
    ...(keep === undefined
      ? {}
      : { journal: { folder: join(`${folder}.journal`), sync: keep.sync, onNote: (text: string) => terminal.err(`${text}\n`) } }),
  });
}
