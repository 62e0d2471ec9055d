import { formatMetric, primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { requirementCount } from "../verdict.ts";
import type { Section } from "./blocks.ts";

const most = 10;

/** This run beside the latest earlier ones of the same system; nothing when it is the first. */
export function historySection(report: RunReport, earlier: readonly RunReport[]): Section[] {
  const others = earlier.filter((other) => other.run !== report.run && other.system === report.system);
  if (others.length === 0) return [];
  const runs = [report, ...[...others].sort((a, b) => b.startedAt.localeCompare(a.startedAt, "en"))].slice(0, most);
  const metric = primaryMetric(report);
  return [
    {
      id: "earlier-runs",
      title: "Earlier runs",
      blocks: [
        {
          kind: "table",
          table: {
            marked: 0,
            columns: [
              { title: "run" },
              { title: "started" },
              { title: "data" },
              { title: "seed", align: "right" },
              { title: "chosen" },
              { title: `${metric.name} on test`, align: "right" },
              { title: "requirements" },
            ],
            rows: runs.map((run) => {
              const score = run.test[metric.name];
              const { met, of } = requirementCount(run);
              return [
                oneLine(run.run),
                `${run.startedAt.slice(0, 10)} ${run.startedAt.slice(11, 16)}`,
                `${run.data.fingerprint.slice(0, 8)}${run.data.simulated ? ", simulated" : ""}`,
                String(run.seed),
                oneLine(run.chosen),
                score === undefined ? "–" : formatMetric(run, metric.name, score),
                { text: `${met} of ${of}`, tone: met === of ? ("good" as const) : ("bad" as const) },
              ];
            }),
          },
        },
      ],
    },
  ];
}
