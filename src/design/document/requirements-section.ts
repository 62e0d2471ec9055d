import { formatMetric, formatRequirement, requirementVerdict } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { exampleNoun } from "../questions/catalogue-answers.ts";
import type { RunReport } from "../run-report.ts";
import type { Block, Section } from "./blocks.ts";

/** The brief's requirements with what was measured, and every metric on the test rows. */
export function requirementsSection(report: RunReport): Section {
  const requirements: Block =
    report.requirements.length === 0
      ? { kind: "text", text: "The brief sets no requirements." }
      : {
          kind: "table",
          table: {
            columns: [{ title: "" }, { title: "requirement" }, { title: "measured" }, { title: "outcome" }],
            rows: report.requirements.map((requirement) => [
              { text: requirement.met ? "✔" : "✘", tone: requirement.met ? ("good" as const) : ("bad" as const) },
              oneLine(requirement.name),
              formatRequirement(report, requirement),
              { text: oneLine(requirementVerdict(requirement)), tone: requirement.met ? ("quiet" as const) : ("bad" as const) },
            ]),
          },
        };
  return { id: "requirements", title: "Requirements", blocks: [requirements, qualityBlock(report)] };
}

function qualityBlock(report: RunReport): Block {
  return {
    kind: "table",
    title: `Quality of ${oneLine(report.chosen)} on the test ${exampleNoun(report)}`,
    table: {
      columns: [{ title: "metric" }, { title: "value" }, { title: "definition" }],
      rows: report.metrics.flatMap((metric) => {
        const score = report.test[metric.name];
        if (score === undefined) return [];
        return [[metric.name, formatMetric(report, metric.name, score), { text: oneLine(metric.definition), tone: "quiet" as const }]];
      }),
    },
  };
}
