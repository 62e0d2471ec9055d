import { didYouMean, type ErrorCode, MillwrightError } from "../errors/index.ts";
import { type Brief, measures } from "../setup/index.ts";

/** Fails when `name` is not among `allowed`. */
export function mustBeKnown(code: ErrorCode, name: string, allowed: readonly string[], where: string): void {
  if (allowed.includes(name)) return;
  throw new MillwrightError(code, `${where} names "${name}", which is not known.`, didYouMean(name, allowed));
}

/** @throws SYSTEM_NAME_INVALID */
export function checkSystemName(name: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  throw new MillwrightError(
    "SYSTEM_NAME_INVALID",
    `the system's name is "${name}".`,
    'Use small letters, digits and single hyphens, like "card-fraud".',
  );
}

/** What stands on a ladder. */
interface LadderNames {
  readonly names: readonly string[];
  /** How many of them learn. */
  readonly candidates: number;
  /** Names of the baselines that every run adds. */
  readonly reserved: readonly string[];
}

/** @throws SYSTEM_NOTHING_TO_LEARN, SYSTEM_DUPLICATE_NAME */
export function checkEntries(system: string, { names, candidates, reserved }: LadderNames): void {
  if (candidates === 0) {
    throw new MillwrightError(
      "SYSTEM_NOTHING_TO_LEARN",
      `system "${system}" has no candidates.`,
      "Add at least one to modeling.candidates: the simplest model that could work.",
    );
  }
  const seen = new Set(reserved);
  for (const name of names) {
    if (seen.has(name)) {
      const taken = reserved.map((each) => `"${each}"`).join(" and ");
      throw new MillwrightError(
        "SYSTEM_DUPLICATE_NAME",
        `two entries on the ladder of "${system}" are called "${name}".`,
        `Give each its own name; ${taken} are taken by the baselines that every run adds.`,
      );
    }
    seen.add(name);
  }
}

/** Every requirement must speak of something that a run measures. @throws SYSTEM_REQUIREMENT_UNKNOWN */
export function checkRequirements(
  setup: Pick<Brief<never>, "requirements" | "costs">,
  { metrics, slices }: { readonly metrics: readonly string[]; readonly slices: readonly string[] },
): void {
  const derived = setup.costs === undefined ? [] : ["expected_cost"];
  for (const requirement of setup.requirements) {
    const where = `requirement "${requirement.name}"`;
    const allowed = requirement.kind === "measure" ? measures : [...metrics, ...derived];
    mustBeKnown("SYSTEM_REQUIREMENT_UNKNOWN", requirement.of, requirement.kind === "metric" ? [...allowed, ...measures] : allowed, where);
    if (requirement.slice !== undefined) mustBeKnown("SYSTEM_REQUIREMENT_UNKNOWN", requirement.slice.by, slices, where);
  }
}
