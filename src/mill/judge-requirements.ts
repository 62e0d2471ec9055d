import type { RequirementResult, Scores, SliceScores } from "../design/index.ts";
import type { Measure, Requirement } from "../setup/index.ts";

/** What was measured, for requirements to be held against. */
export interface Measurements {
  readonly test: Scores;
  readonly slices: readonly SliceScores[];
  readonly measures: Readonly<Record<Measure, number>>;
}

/** Largest difference of a metric between the values of a slice; undefined with fewer than two values. */
function gapOf(metric: string, by: string, slices: readonly SliceScores[]): number | undefined {
  const values = slices.flatMap((slice) => (slice.by === by ? [slice.scores[metric]?.value ?? Number.NaN] : [])).filter(Number.isFinite);
  return values.length < 2 ? undefined : Math.max(...values) - Math.min(...values);
}

/** The measured quantity with its interval where there is one, or why there is none. */
function measuredFor(
  requirement: Requirement,
  { test, slices, measures }: Measurements,
): Omit<RequirementResult, "name" | "bound" | "met"> {
  const { kind, of, slice } = requirement;
  if (kind === "measure") return { measured: measures[of as Measure] };
  if (kind === "gap") {
    const gap = gapOf(of, slice?.by ?? "", slices);
    return gap === undefined
      ? { measured: Number.NaN, problem: `fewer than two values of ${slice?.by} have enough test rows` }
      : { measured: gap };
  }
  const scores = kind === "metric" ? test : slices.find((one) => one.by === slice?.by && one.is === slice?.is)?.scores;
  const score = scores?.[of];
  if (score === undefined) return { measured: Number.NaN, problem: `no test rows where ${slice?.by} = ${slice?.is}` };
  if (!Number.isFinite(score.value)) return { measured: Number.NaN, problem: `${of} is not defined on the test rows` };
  return { measured: score.value, low: score.low, high: score.high };
}

/** Holds every requirement of the brief against what was measured. What could not be measured is not met. */
export function judgeRequirements(requirements: readonly Requirement[], measurements: Measurements): RequirementResult[] {
  return requirements.map((requirement) => {
    const measured = measuredFor(requirement, measurements);
    const met = requirement.bound === "at least" ? measured.measured >= requirement.value : measured.measured <= requirement.value;
    return { name: requirement.name, bound: requirement.value, met, ...measured };
  });
}
