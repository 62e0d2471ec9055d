import type { TuningImportance } from "../../design/index.ts";
import type { StudyDefinition, Trial } from "../../modeling/index.ts";

/** Placeholder until the importances are there. */
export function importanceOf(_definition: StudyDefinition, _trials: readonly Trial[]): TuningImportance | undefined {
  return undefined;
}
