import { formatCount } from "./format-number.ts";
import { formatMetric, primaryMetric } from "./measured-quantity.ts";
import { oneLine } from "./one-line.ts";
import { exampleNoun } from "./questions/catalogue-answers.ts";
import type { RunReport } from "./run-report.ts";

/** The warning that stands before everything else when the rows are made up; undefined when they are real. */
export function simulatedWarning(report: { readonly data: Pick<RunReport["data"], "simulated" | "source"> }): string | undefined {
  if (!report.data.simulated) return undefined;
  return `Simulated data (${oneLine(report.data.source)}): these numbers show that the system works, not how good it is on real data.`;
}

/** How many requirements are met. */
export function requirementCount(report: RunReport): { readonly met: number; readonly of: number } {
  return { met: report.requirements.filter((requirement) => requirement.met).length, of: report.requirements.length };
}

/** "It meets all 6 requirements." */
export function requirementSentence(report: RunReport): string {
  const { met, of } = requirementCount(report);
  if (of === 0) return "The brief sets no requirements.";
  if (met === of) return of === 1 ? "It meets the one requirement." : `It meets all ${of} requirements.`;
  const missed = report.requirements.filter((requirement) => !requirement.met).map((requirement) => oneLine(requirement.name));
  return `It misses ${of - met} of ${of} ${of === 1 ? "requirement" : "requirements"}: ${missed.join("; ")}.`;
}

/** What was chosen and how good it is on test rows, in one sentence. */
export function chosenSentence(report: RunReport): string {
  const metric = primaryMetric(report);
  const score = report.test[metric.name];
  const rung = report.ladder.find((entry) => entry.candidate === report.chosen)?.rung;
  const chosen = `${oneLine(report.chosen)}${rung === undefined ? "" : ` (${rung})`} was chosen`;
  if (score === undefined) return `${chosen}.`;
  return `${chosen}: ${metric.name} ${formatMetric(report, metric.name, score)} on ${formatCount(report.data.split.test)} test ${exampleNoun(report)}.`;
}
