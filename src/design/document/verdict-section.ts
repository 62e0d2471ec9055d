import type { DeclaredSystem } from "../../system/index.ts";
import { formatCount, formatMegabytes, formatMicroseconds } from "../format-number.ts";
import { formatMetric, primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { chosenEntry } from "../questions/declaration.ts";
import type { RunReport } from "../run-report.ts";
import { chosenSentence, requirementCount, requirementSentence } from "../verdict.ts";
import type { Block, Section } from "./blocks.ts";

/** What was chosen, whether it meets its requirements, and on which data. */
export function verdictSection(system: DeclaredSystem, report: RunReport): Section {
  const { met, of } = requirementCount(report);
  const metric = primaryMetric(report);
  const score = report.test[metric.name];
  const verdict = chosenEntry(report)?.verdict ?? "";
  const blocks: Block[] = [
    { kind: "text", text: system.setup.goal },
    { kind: "notice", tone: met === of ? "good" : "bad", text: `${chosenSentence(report)} ${requirementSentence(report)}` },
    ...(verdict === "" ? [] : [{ kind: "text" as const, text: oneLine(verdict) }]),
    {
      kind: "facts",
      items: [
        { term: "chosen", value: oneLine(report.chosen) },
        { term: `${metric.name} on test`, value: score === undefined ? "not measured" : formatMetric(report, metric.name, score) },
        { term: "requirements met", value: of === 0 ? "none set" : `${met} of ${of}` },
        {
          term: `one ${report.data.catalogue === undefined ? "row" : "list"} takes (p50, p99)`,
          value: `${formatMicroseconds(report.latency.p50Ms * 1000)}, ${formatMicroseconds(report.latency.p99Ms * 1000)}`,
        },
        { term: "package", value: formatMegabytes(report.package.megabytes) },
        { term: "data", value: `${formatCount(report.data.rows)} rows${report.data.simulated ? ", simulated" : ""}` },
      ],
    },
  ];
  return { id: "verdict", title: "Verdict", blocks };
}
