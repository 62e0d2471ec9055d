import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import type { StudyDefinition } from "./study-definition.ts";
import type { Trial } from "./trial.ts";

/** How a trial ended. */
export type Outcome =
  | { readonly state: "complete"; readonly values: readonly number[]; readonly constraints?: readonly number[]; readonly seconds: number }
  | { readonly state: "pruned" | "failed"; readonly reason: string; readonly seconds: number };

/**
 * The next trial, running, with the parameters that the sampler proposes: the same for the same definition, number and trials.
 * @param trials - every trial so far by ascending number, running ones too.
 * @param number - of the new trial: one above the last unless the store has given it another.
 */
export function askTrial(definition: StudyDefinition, trials: readonly Trial[], number: number = (trials.at(-1)?.number ?? -1) + 1): Trial {
  const { space, directions, seed, sampler, budget, earlier } = definition;
  const known = { ...(budget === undefined ? {} : { budget }), ...(earlier === undefined ? {} : { earlier }) };
  const stream = random(seed).fork(`trial ${number}`);
  const parameters = sampler.propose({ space, directions, seed, number, trials, ...known }, stream);
  return { number, state: "running", parameters, values: [], intermediate: [], constraints: [] };
}

function refuseEnded(trial: Trial): void {
  if (trial.state === "running") return;
  throw new MillwrightError(
    "MODELING_TRIAL_ENDED",
    `Trial ${trial.number} was told something after it had ended (${trial.state}).`,
    "Tell each trial its outcome once.",
  );
}

/**
 * The trial with one more value of its first objective.
 * @param step - epochs, trees, folds or rows so far; above the last one reported.
 * @throws MODELING_TRIAL_ENDED, MODELING_TRIAL_STEP
 */
export function reportValue(trial: Trial, step: number, value: number): Trial {
  refuseEnded(trial);
  const last = trial.intermediate.at(-1)?.step ?? -1;
  if (!Number.isInteger(step) || step <= last) {
    throw new MillwrightError(
      "MODELING_TRIAL_STEP",
      `Trial ${trial.number} reported step ${step} after step ${last}.`,
      "Report whole steps of at least 0, each above the last.",
    );
  }
  return { ...trial, intermediate: [...trial.intermediate, { step, value }] };
}

/** Why values cannot be taken as the outcome of a study with so many objectives; undefined where they can. */
function whatIsWrong(values: readonly number[], objectives: number): string | undefined {
  if (values.length !== objectives) return `returned ${values.length} values where the study has ${objectives} objectives`;
  const wrong = values.find((value) => !Number.isFinite(value));
  return wrong === undefined ? undefined : `returned ${wrong}`;
}

/**
 * The trial with its outcome. Values that are not finite, or not as many as there are objectives, make it a failed one with that
 * reason: a study goes on.
 * @throws MODELING_TRIAL_ENDED
 */
export function tellTrial({ directions }: Pick<StudyDefinition, "directions">, trial: Trial, outcome: Outcome): Trial {
  refuseEnded(trial);
  const { seconds } = outcome;
  if (outcome.state !== "complete") return { ...trial, state: outcome.state, reason: outcome.reason, seconds };
  const { values, constraints = [] } = outcome;
  const reason = whatIsWrong(values, directions.length) ?? whatIsWrong(constraints, constraints.length);
  if (reason !== undefined) return { ...trial, state: "failed", reason, seconds };
  return { ...trial, state: "complete", values: [...values], constraints: [...constraints], seconds };
}
