import { rowSchemaOf, type Source } from "../data/index.ts";
import type { RunKey } from "../ledger/index.ts";
import { type DeclaredSystem, isCatalogueSystem } from "../system/index.ts";
import { readCatalogue } from "./catalogues/read-catalogue.ts";
import { runKeyOf } from "./run-key.ts";
import { withTunedCandidates } from "./tuning/tuned-candidates.ts";

/** The key that a run of this definition on these rows would have, with everything that tuning has found so far. */
export async function definitionKey(
  system: DeclaredSystem,
  { source, seed, directory }: { readonly source: Source; readonly seed: number; readonly directory: string },
): Promise<RunKey> {
  if (isCatalogueSystem(system)) {
    const { fingerprint } = await readCatalogue(system, source, { seed });
    return runKeyOf(system, { seed, fingerprint, only: [] });
  }
  const { fingerprint } = await source.read(rowSchemaOf(system.row), { seed });
  const tuned = await withTunedCandidates(system, directory, { fingerprint, seed });
  return runKeyOf(tuned.system, { seed, fingerprint, only: [] });
}
