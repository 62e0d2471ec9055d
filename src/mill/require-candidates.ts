import { didYouMean, MillwrightError } from "../errors/index.ts";
import type { DeclaredSystem } from "../system/index.ts";

/** Refuses a name that none of the system's candidates has. @throws MILL_CANDIDATE_UNKNOWN */
export function requireCandidates(system: DeclaredSystem, wanted: readonly string[]): void {
  const names = system.modeling.candidates.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new MillwrightError("MILL_CANDIDATE_UNKNOWN", `"${system.name}" has no candidate "${unknown}".`, didYouMean(unknown, names));
}
