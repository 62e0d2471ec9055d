import { differBeyondNoise } from "./beyond-noise.ts";
import type { Interval, RunReport } from "./run-report.ts";

/** One metric of two runs on their test rows. */
export interface MetricComparison {
  readonly name: string;
  readonly direction: "maximize" | "minimize";
  readonly first?: Interval;
  readonly second?: Interval;
  /** "better" or "worse" is said of the second run, and only where the difference is more than the intervals explain. */
  readonly verdict: "better" | "worse" | "no clear difference" | "measured once";
}

/** A setting that differs; undefined where a run has none of that name. */
export interface Difference {
  readonly name: string;
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** A requirement in two runs. */
export interface RequirementComparison {
  readonly name: string;
  readonly first?: { readonly measured: number; readonly met: boolean };
  readonly second?: { readonly measured: number; readonly met: boolean };
  readonly change: "still met" | "still missed" | "now met" | "now missed" | "new" | "gone";
}

/** What differs between two runs. */
export interface ReportComparison {
  readonly first: { readonly run: string; readonly system: string; readonly chosen: string };
  readonly second: { readonly run: string; readonly system: string; readonly chosen: string };
  /** False when the rows differ: then a difference of metrics may come from the rows alone. */
  readonly sameData: boolean;
  readonly data: readonly Difference[];
  readonly metrics: readonly MetricComparison[];
  readonly settings: readonly Difference[];
  readonly requirements: readonly RequirementComparison[];
}

/**
 * What differs between two runs: metrics on test rows, settings, data, requirements.
 * A metric is called better or worse by the two intervals, as if the runs had judged different rows: stricter than a paired test.
 */
export function compareReports(first: RunReport, second: RunReport): ReportComparison {
  const named = (report: RunReport) => ({ run: report.run, system: report.system, chosen: report.chosen });
  return {
    first: named(first),
    second: named(second),
    sameData: first.data.fingerprint === second.data.fingerprint,
    data: differences(dataOf(first), dataOf(second)),
    metrics: compareMetrics(first, second),
    settings: differences(settingsOf(first), settingsOf(second)),
    requirements: compareRequirements(first, second),
  };
}

function compareMetrics(first: RunReport, second: RunReport): MetricComparison[] {
  const metrics = [...first.metrics, ...second.metrics.filter((metric) => !first.metrics.some((each) => each.name === metric.name))];
  return metrics.map(({ name, direction }) => {
    const before = first.test[name];
    const after = second.test[name];
    return {
      name,
      direction,
      ...(before === undefined ? {} : { first: before }),
      ...(after === undefined ? {} : { second: after }),
      verdict: verdictOf(before, after, direction),
    };
  });
}

function verdictOf(
  before: Interval | undefined,
  after: Interval | undefined,
  direction: "maximize" | "minimize",
): MetricComparison["verdict"] {
  if (before === undefined || after === undefined) return "measured once";
  if (!differBeyondNoise(before, after)) return "no clear difference";
  return after.value > before.value === (direction === "maximize") ? "better" : "worse";
}

function differences(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>): Difference[] {
  const names = [...new Set([...first.keys(), ...second.keys()])];
  return names
    .filter((name) => first.get(name) !== second.get(name))
    .map((name) => ({ name, first: first.get(name), second: second.get(name) }));
}

function dataOf(report: RunReport): Map<string, string> {
  const { source, fingerprint, rows, simulated, split } = report.data;
  return new Map([
    ["source", source],
    ["fingerprint", fingerprint],
    ["rows", String(rows)],
    ["simulated", String(simulated)],
    ["split", split.description],
    ["test rows", String(split.test)],
  ]);
}

/** Seed, versions, and the settings of every candidate, as "candidate.setting". */
function settingsOf(report: RunReport): Map<string, string> {
  const settings = new Map<string, string>([
    ["chosen", report.chosen],
    ["seed", String(report.seed)],
  ]);
  if (report.threshold !== undefined) settings.set("threshold", String(report.threshold));
  for (const entry of report.ladder) {
    for (const [name, value] of Object.entries(entry.settings))
      settings.set(`${entry.candidate}.${name}`, JSON.stringify(value) ?? "undefined");
  }
  for (const [name, version] of Object.entries(report.versions)) settings.set(`version of ${name}`, version);
  return settings;
}

function compareRequirements(first: RunReport, second: RunReport): RequirementComparison[] {
  const names = [...new Set([...first.requirements, ...second.requirements].map((requirement) => requirement.name))];
  return names.map((name) => {
    const before = first.requirements.find((requirement) => requirement.name === name);
    const after = second.requirements.find((requirement) => requirement.name === name);
    const kept = (each: typeof before) => each && { measured: each.measured, met: each.met };
    const firstKept = kept(before);
    const secondKept = kept(after);
    return {
      name,
      ...(firstKept === undefined ? {} : { first: firstKept }),
      ...(secondKept === undefined ? {} : { second: secondKept }),
      change: changeOf(before?.met, after?.met),
    };
  });
}

function changeOf(before: boolean | undefined, after: boolean | undefined): RequirementComparison["change"] {
  if (before === undefined) return "new";
  if (after === undefined) return "gone";
  if (before === after) return after ? "still met" : "still missed";
  return after ? "now met" : "now missed";
}
