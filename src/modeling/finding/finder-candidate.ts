import type { Rung } from "../candidate.ts";
import type { Finder } from "./finder.ts";

/** A learner of lists, on a rung of the ladder. */
export interface FinderCandidate {
  readonly name: string;
  readonly rung: Rung;
  readonly finder: Finder;
  /** Why it is worth trying; one sentence for the design document. */
  readonly why?: string;
}

/** What a candidate may be told; the rest has defaults. */
export interface FinderCandidateSettings {
  readonly finder: Finder;
  /** "simple" unless told; "heuristic" for a rule that is a finder. */
  readonly rung?: "heuristic" | "simple" | "complex";
  readonly why?: string;
}

/**
 * A learner of lists, on a rung of the ladder.
 * @example finderCandidate("popular lately", { finder: recentPopularity({ halfLife: 0.02 }), rung: "heuristic" })
 */
export function finderCandidate(name: string, settings: FinderCandidateSettings): FinderCandidate {
  return { name, rung: "simple", ...settings };
}
