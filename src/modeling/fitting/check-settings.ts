import { MillwrightError } from "../../errors/index.ts";

/** Bounds of a number; the lower one itself is allowed unless `above`. */
interface Bounds {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

function describe({ least, above, most, whole }: Bounds): string {
  const low = above === undefined ? `of at least ${least ?? 0}` : `above ${above}`;
  return `a ${whole ? "whole " : ""}number ${low}${most === undefined ? "" : ` and at most ${most}`}`;
}

/** Refuses a setting outside its bounds. @throws MODELING_SETTING_INVALID */
export function checkNumber(learner: string, name: string, value: number, bounds: Bounds): void {
  const { least = -Infinity, above = -Infinity, most = Infinity, whole = false } = bounds;
  if (Number.isFinite(value) && value >= least && value > above && value <= most && (!whole || Number.isInteger(value))) return;
  throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${name} ${value}.`, `Give ${describe(bounds)}.`);
}

/** One penalty or several to choose from, largest first. @throws MODELING_SETTING_INVALID */
export function checkPenalties(
  learner: string,
  single: number | undefined,
  several: readonly number[] | undefined,
  usual: number,
): number[] {
  if (single !== undefined && several !== undefined) {
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given both penalty and penalties.`, "Give one of them.");
  }
  const penalties = several ?? [single ?? usual];
  if (penalties.length === 0) {
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given no penalties.`, "Give at least one, e.g. [0.1, 1, 10].");
  }
  for (const penalty of penalties) checkNumber(learner, "penalty", penalty, { least: 0 });
  return [...penalties].sort((a, b) => b - a);
}

/** Refuses a name that is not one of those allowed. @throws MODELING_SETTING_INVALID */
export function checkChoice(learner: string, name: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given ${name} "${value}".`, `Allowed: ${allowed.join(", ")}.`);
}
