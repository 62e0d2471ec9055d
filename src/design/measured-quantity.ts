import { formatInterval, formatMegabytes, formatMicroseconds, formatNumber, formatSeconds } from "./format-number.ts";
import type { Interval, RequirementResult, RunReport } from "./run-report.ts";

type Metric = RunReport["metrics"][number];

/** The metric by which candidates are chosen: the first. */
export function primaryMetric(report: RunReport): Metric {
  return report.metrics[0] ?? { name: "quality", direction: "maximize", definition: "" };
}

/** The unit to write after a metric's value: the system's currency, the target's unit, or nothing for shares and nats. */
export function unitOf(report: RunReport, metric: string): string | undefined {
  const unit = report.metrics.find((each) => each.name === metric)?.unit;
  if (unit === undefined || ["share", "nats", "probability", "ratio", "none", ""].includes(unit)) return undefined;
  if (unit === "currency") return report.units?.currency;
  if (unit === "target") return report.units?.target;
  return unit;
}

/** A metric's value with interval and unit. */
export function formatMetric(report: RunReport, metric: string, interval: Interval, decimals?: number): string {
  const unit = unitOf(report, metric);
  const text = formatInterval(interval, decimals);
  return unit === undefined ? text : `${text} ${unit}`;
}

/** What a requirement's number counts, read off its name. */
function quantityOf(report: RunReport, name: string): (value: number) => string {
  if (/^p\d+_latency_ms\b/.test(name)) return (value) => formatMicroseconds(value * 1000);
  if (/_mb\b/.test(name)) return formatMegabytes;
  if (/_seconds\b/.test(name)) return formatSeconds;
  const metric = report.metrics.find((each) => name.startsWith(each.name) || name.startsWith(`gap of ${each.name}`));
  const unit = metric === undefined ? undefined : unitOf(report, metric.name);
  return (value) => (unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`);
}

/** What was measured for a requirement, with its unit and interval; "not measured" with the reason where it could not be. */
export function formatRequirement(report: RunReport, requirement: RequirementResult): string {
  if (requirement.problem !== undefined) return "not measured";
  if (requirement.low !== undefined && requirement.high !== undefined) {
    return formatInterval({ value: requirement.measured, low: requirement.low, high: requirement.high });
  }
  return quantityOf(report, requirement.name)(requirement.measured);
}

/** True for "at least". */
function boundsBelow(requirement: RequirementResult): boolean {
  return /[≥≤]/.exec(requirement.name)?.[0] === "≥";
}

/** A requirement's outcome in words; met while the interval crosses the bound is said. */
export function requirementVerdict(requirement: RequirementResult): string {
  if (requirement.problem !== undefined) return requirement.problem;
  if (!requirement.met) return "missed";
  const edge = boundsBelow(requirement) ? requirement.low : requirement.high;
  const crosses = edge !== undefined && (boundsBelow(requirement) ? edge < requirement.bound : edge > requirement.bound);
  return crosses ? "met, but not beyond noise" : "met";
}
