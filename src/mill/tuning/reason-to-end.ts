import type { TrialRecord } from "../../ledger/index.ts";
import { bestTrials, type StudyDefinition } from "../../modeling/index.ts";
import { partsOf } from "./judge-study.ts";
import { standardErrorOf } from "./search-noise.ts";
import { trialOf } from "./study-history.ts";

/** Trials before which nothing is concluded. */
const least = 40;

/**
 * Why a study with one objective should end before its budget: the second half of the trials has gained less than the noise of
 * that gain over the folds. Gains per doubling of the trials shrink, so that the next doubling would gain no more.
 * @returns undefined while it is worth going on.
 */
export function reasonToEnd(definition: StudyDefinition, records: readonly TrialRecord[]): string | undefined {
  const complete = records.filter(({ state }) => state === "complete");
  if (definition.directions.length > 1 || complete.length < least) return undefined;
  const bestOf = (some: readonly TrialRecord[]): TrialRecord | undefined => {
    const [best] = bestTrials(
      definition,
      some.flatMap((one) => trialOf(one) ?? []),
    );
    return some.find(({ number }) => number === best?.number);
  };
  const [before, now] = [bestOf(complete.slice(0, Math.ceil(complete.length / 2))), bestOf(complete)];
  if (before === undefined || now === undefined) return undefined;
  const [then, since] = [partsOf(before), partsOf(now)];
  const gain = Math.abs((now.outcome?.values[0] ?? Number.NaN) - (before.outcome?.values[0] ?? Number.NaN));
  const noise = standardErrorOf(since.map((value, fold) => value - (then[fold] ?? value)));
  if (gain > noise) return undefined;
  const told = gain === 0 ? "nothing" : `${gain.toPrecision(2)}, less than its noise over the folds (${noise.toPrecision(2)})`;
  return `the last ${Math.floor(complete.length / 2)} of ${complete.length} trials have gained ${told}`;
}
