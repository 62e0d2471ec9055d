import type { TuningReport } from "../../design/index.ts";
import { openStudies, type StudyRecord, type StudyStore } from "../../ledger/index.ts";
import { type Candidate, candidateAt } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import { shownTrial } from "./judge-study.ts";
import { studyKeyOf, type TuningGround } from "./study-request.ts";
import { plainSpace } from "./tuning-plan.ts";

/** A system with what tuning found for it. */
export interface TunedSystem {
  /** The declared candidates, each followed by its tuned twin where there is one. */
  readonly system: AnySystem;
  /** By the name of the candidate that was tuned. */
  readonly reports: ReadonlyMap<string, TuningReport>;
  /** What was found but cannot be used, and why. */
  readonly notes: readonly string[];
}

/** The name of a candidate's tuned twin on the ladder. */
export function tunedName(candidate: string): string {
  return `${candidate} (tuned)`;
}

/** Which candidate an entry of the ladder is the tuned twin of, if it is one. */
export function twinOf(entry: string, reports: TunedSystem["reports"]): { readonly twinOf?: string } {
  const original = [...reports.keys()].find((candidate) => tunedName(candidate) === entry);
  return original === undefined ? {} : { twinOf: original };
}

/** What a study found, with its trials; undefined while nobody has judged them. */
async function reportOf(studies: StudyStore, record: StudyRecord): Promise<TuningReport | undefined> {
  if (record.result === undefined) return undefined;
  const { trials } = await studies.changes(record.study, 0);
  return { ...(JSON.parse(record.result) as Omit<TuningReport, "trials">), trials: trials.flatMap(shownTrial) };
}

function hasSameSpace({ terms }: StudyRecord, { search }: Candidate): boolean {
  const { space } = JSON.parse(terms) as { readonly space?: unknown };
  return search !== undefined && JSON.stringify(space) === JSON.stringify(plainSpace(search.space));
}

function twinsOf(candidate: Candidate, { chosen, trials, candidate: name }: TuningReport): Candidate[] {
  if (chosen === undefined) return [];
  const { search: _, ...twin } = candidateAt(candidate, chosen.parameters);
  return [{ ...twin, name: tunedName(name), why: `The settings of trial ${chosen.number} of ${trials.length}: ${chosen.why}.` }];
}

/**
 * Puts the settings that tuning found on these very rows and with this seed beside the declared ones. With other rows or another
 * seed the validation rows could be among those that were searched on: such a study is named in a note and not used.
 */
export async function withTunedCandidates(system: AnySystem, directory: string, ground: TuningGround): Promise<TunedSystem> {
  const reports = new Map<string, TuningReport>();
  const notes: string[] = [];
  const candidates: Candidate[] = [];
  const studies = await openStudies(directory);
  try {
    const known = await studies.studies({ system: system.name });
    for (const candidate of system.modeling.candidates) {
      candidates.push(candidate);
      const own = known.filter((one) => one.candidate === candidate.name && one.result !== undefined);
      const record = own.find(({ key }) => key === studyKeyOf(system, candidate, ground));
      if (record === undefined || !hasSameSpace(record, candidate)) {
        const why = record === undefined ? "on other rows, with other settings or with another seed" : "in another space";
        if (own.length > 0) notes.push(`"${candidate.name}" was tuned ${why}: tune it again to see it tuned on this ladder`);
        continue;
      }
      const report = await reportOf(studies, record);
      if (report === undefined) continue;
      reports.set(candidate.name, report);
      candidates.push(...twinsOf(candidate, report));
    }
  } finally {
    await studies.end();
  }
  return { system: { ...system, modeling: { ...system.modeling, candidates } }, reports, notes };
}
